import type { JitPolicyId } from '../domain/ids.ts'
import type { Configuration, ConfigurationTarget, ConfigureOutcome } from '../domain/jit-configuration/configuration.ts'
import { settled } from '../domain/jit-configuration/configuration.ts'
import { type ConfigurationFinding, configurationFindingText } from '../domain/jit-configuration/finding.ts'
import { sameRules } from '../domain/jit-configuration/port-rules.ts'
import type { Job } from '../domain/job.ts'
import type { Clock } from '../ports/clock.ts'
import type { ConfigurationStore } from '../ports/configuration-store.ts'
import { AzureError } from '../ports/jit.ts'
import type { ConfiguredPolicy, JitConfiguration } from '../ports/jit-configuration.ts'
import type { Log } from '../ports/log.ts'
import type { JobQueue, RequestStore } from '../ports/store.ts'
import { inAllLanguages, inEnglish, type Text, type Told } from '../words/text.ts'
import { openWindows } from './open-windows.ts'

export interface ConfigureDeps {
  readonly configurations: ConfigurationStore
  readonly jitConfiguration: JitConfiguration
  readonly store: RequestStore
  readonly jobs: JobQueue
  readonly clock: Clock
  readonly log: Log
  readonly zone: string
}

type ConfigureJob = Extract<Job, { kind: 'configure' }>

/** So often somebody else may write in between. */
const rounds = 5
/** So often Azure may be too busy, with growing waits between: about six minutes. */
const patience = 8

/**
 * Writes what was confirmed into one JIT policy, and settles it only by what Azure then shows. Runs in the policy's queue, so that no
 * replica writes or opens there meanwhile. After a crash it runs again: it looks first, and finds what had been written.
 */
export async function configureJit(deps: ConfigureDeps, job: ConfigureJob): Promise<void> {
  const configuration = await deps.configurations.find(job.configuration)
  const targets =
    configuration?.targets.filter(({ policy, state }) => policy === job.policy && state === 'waiting') ?? []
  if (!configuration || targets.length === 0) return
  const outcome = await attempt(deps, job, targets)
  if (outcome === 'later') return
  if (outcome.kind !== 'done') {
    const { kind } = outcome
    const why = outcome.kind === 'failed' ? inEnglish(outcome.why) : undefined
    deps.log.warn(
      { configuration: configuration.id, policy: job.policy, outcome: kind, why },
      'port rules were not changed',
    )
  }
  await settle(deps, configuration, job.policy, outcome)
}

async function attempt(
  deps: ConfigureDeps,
  job: ConfigureJob,
  targets: readonly ConfigurationTarget[],
): Promise<ConfigureOutcome | 'later'> {
  try {
    return await bring(deps, job.policy, targets)
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    const { explanation, said } = error
    if (error.outcome === 'refused')
      return { kind: 'failed', why: inAllLanguages((reader) => reader.words.azure.refused(explanation(reader))) }
    const attempts = (job.attempts ?? 0) + 1
    if (attempts > patience)
      return { kind: 'failed', why: inAllLanguages((reader) => reader.words.jit.gaveUp(said(reader))) }
    const waitMs = error.retryAfterMs ?? Math.min(120_000, 1_000 * 2 ** attempts)
    await deps.jobs.enqueue([{ ...job, attempts, at: deps.clock.now() + waitMs }])
    return 'later'
  }
}

/** Read, compare, write, read back: until Azure shows what was confirmed, or something that nobody has confirmed. */
async function bring(
  deps: ConfigureDeps,
  policy: JitPolicyId,
  targets: readonly ConfigurationTarget[],
): Promise<ConfigureOutcome> {
  const changes = new Map(targets.map(({ vm, after }) => [vm, after]))
  // Looked at first, so that nothing comes between a read and its write; no window opens meanwhile, since openings share this queue.
  const found = (await Promise.all(targets.map((target) => openWindows(deps, target)))).flat()
  let written: ConfiguredPolicy | undefined
  for (let round = 0; round <= rounds; round++) {
    const now = await deps.jitConfiguration.read(policy)
    const rulesOf = ({ vm }: ConfigurationTarget) => now?.rules.get(vm) ?? []
    if (targets.every((target) => sameRules(rulesOf(target), target.after))) {
      const others = written ? changedOthers(written, now, changes) : []
      if (others.length > 0) deps.log.warn({ policy, others }, 'somebody else changed a JIT policy at the same time')
      return { kind: 'done', found: round === 0, others }
    }
    const seen = targets.every((target) =>
      [target.before, target.after].some((rules) => sameRules(rulesOf(target), rules)),
    )
    if (!seen) return { kind: 'changed', rules: new Map(targets.map((target) => [target.vm, rulesOf(target)])) }
    if (round === rounds) break
    if (found.length > 0) return { kind: 'failed', why: windowsText(deps, found) }
    written = now ?? { id: policy, rules: new Map(), entries: new Map(), unkept: [] }
    await write(deps, policy, now, changes)
  }
  return {
    kind: 'failed',
    why: inAllLanguages(({ words }) => words.jit.keptWriting(rounds)),
  }
}

function windowsText({ zone, clock }: ConfigureDeps, found: readonly ConfigurationFinding[]): Told {
  const text: Text = (reader) => found.map((finding) => configurationFindingText(finding, reader)).join(' ')
  return inAllLanguages(text, { zone, now: clock.now() })
}

/** A lost answer is no failure: the next look shows whether it was done. */
async function write(
  deps: ConfigureDeps,
  policy: JitPolicyId,
  onto: ConfiguredPolicy | undefined,
  changes: Parameters<JitConfiguration['write']>[2],
): Promise<void> {
  try {
    await deps.jitConfiguration.write(policy, onto, changes)
  } catch (error) {
    if (!(error instanceof AzureError) || error.outcome !== 'unknown') throw error
  }
}

/** Names of VMs that are not ours to change and are no longer as they were when we wrote. */
function changedOthers(
  written: ConfiguredPolicy,
  now: ConfiguredPolicy | undefined,
  changes: ReadonlyMap<string, unknown>,
): string[] {
  return [...written.entries]
    .filter(([id, entry]) => !changes.has(id) && now?.entries.get(id)?.toLowerCase() !== entry.toLowerCase())
    .map(([id]) => id.split('/').at(-1) ?? id)
}

/** Targets in other JIT policies may be settled at the same moment. */
async function settle(
  deps: ConfigureDeps,
  first: Configuration,
  policy: JitPolicyId,
  outcome: ConfigureOutcome,
): Promise<void> {
  let configuration: Configuration | undefined = first
  while (configuration) {
    if (await deps.configurations.save(settled(configuration, policy, outcome, deps.clock.now()))) return
    configuration = await deps.configurations.find(first.id)
  }
}
