import { driftKey, type RecordedWindow, recordedWindows } from '../domain/drift.ts'
import type { LedgerFact } from '../domain/ledger-event.ts'
import type { Posting, PostingContent } from '../domain/posting.ts'
import { ruleDriftKey, ruleDrifts } from '../domain/rule-drift.ts'
import type { Vm } from '../domain/vm.ts'
import type { Clock } from '../ports/clock.ts'
import type { DriftStore, JitRecords } from '../ports/drift.ts'
import type { Estate } from '../ports/estate.ts'
import { AzureError } from '../ports/jit.ts'
import type { Log } from '../ports/log.ts'
import type { Network, NetworkReading } from '../ports/network.ts'
import type { BindingStore, JobQueue, RequestStore } from '../ports/store.ts'

export interface DriftDeps {
  readonly store: RequestStore
  readonly drifts: DriftStore
  readonly records: JitRecords
  readonly bindings: BindingStore
  readonly network: Network
  readonly estate: Estate
  readonly jobs: JobQueue
  readonly clock: Clock
  readonly log: Log
}

const everyMs = 5 * 60_000
/** Azure's clock is not ours, and a request may be listed late. */
const slackMs = 15 * 60_000
/** So long after a window its rules are looked at. */
const recentMs = 24 * 3_600_000
/** So many machines' rules are looked at each time. */
const mostMachines = 40

/**
 * Looks in Defender's record for windows that were opened past the bot, and at the network's rules of the machines that were used of
 * late; and again in some minutes. Each finding is told once: in the ledger, and
 * in the channels that have the digest (or else in those for approvals). The first look of all tells of what stands open.
 */
export async function watchDrift(deps: DriftDeps): Promise<void> {
  const now = deps.clock.now()
  try {
    await look(deps, now)
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    // What was not looked at now is looked at the next time.
    const { code, status, explanation } = error
    deps.log.warn({ code, status, said: explanation }, 'the record of Defender cannot be watched for drift')
  }
  await deps.jobs.enqueue([{ kind: 'watch drift', at: now + everyMs }])
}

async function look(deps: DriftDeps, now: number): Promise<void> {
  const since = await deps.drifts.lookedAt()
  const isNews = ({ alive, startedAt }: RecordedWindow) => (since === undefined ? alive : startedAt > since - slackMs)
  const recent: RecordedWindow[] = []
  for await (const policy of deps.records.all()) {
    const windows = recordedWindows(policy)
    recent.push(...windows.filter(({ alive, endsAt }) => alive || endsAt > now - recentMs))
    for (const window of windows.filter(isNews)) {
      if (!(await isOurs(deps, window))) await tellOpened(deps, window, now)
    }
  }
  await lookAtRules(deps, recent, now)
  await deps.drifts.looked(now)
}

/** The rules of the machines that were used of late, the latest first; each costs a call for each of its security groups. */
async function lookAtRules(deps: DriftDeps, recent: readonly RecordedWindow[], now: number): Promise<void> {
  const latest = recent.toSorted((a, b) => b.endsAt - a.endsAt).map(({ vm }) => vm)
  for (const id of [...new Set(latest)].slice(0, mostMachines)) {
    const vm = deps.estate.get(id)
    const reading = vm && (await rulesOf(deps, vm))
    if (!vm || reading?.kind !== 'read') continue
    for (const drift of ruleDrifts(vm, reading.interfaces, recent, now)) {
      const key = ruleDriftKey(drift)
      const news = await told(deps, key, { kind: 'rule drift', drift }, { type: 'drift rule', drift }, now)
      if (news)
        deps.log.warn({ vm: id, drift: drift.kind, rule: drift.rule?.name }, 'a network rule is not as it should be')
    }
  }
}

/** Undefined where Azure does not tell: one machine must not keep the others from being looked at. */
async function rulesOf({ network, log }: DriftDeps, vm: Vm): Promise<NetworkReading | undefined> {
  try {
    return await network.read(vm)
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    const { code, status, explanation } = error
    log.warn(
      { vm: vm.id, code, status, said: explanation },
      'the network rules of a machine cannot be watched for drift',
    )
    return undefined
  }
}

async function isOurs({ store }: DriftDeps, { claims, vm }: RecordedWindow): Promise<boolean> {
  const request = claims && (await store.find(claims))
  return request?.targets.some((target) => target.vm === vm) ?? false
}

async function tellOpened(deps: DriftDeps, found: RecordedWindow, now: number): Promise<void> {
  const { claims: _claims, alive: _alive, ...window } = found
  const key = driftKey(window)
  if (await told(deps, key, { kind: 'drift', window }, { type: 'drift opened', window }, now))
    deps.log.warn({ vm: window.vm, ports: window.ports, by: window.by }, 'a port was opened past the bot')
}

/** False if it was told before. */
async function told(
  deps: DriftDeps,
  key: string,
  content: PostingContent,
  fact: LedgerFact,
  now: number,
): Promise<boolean> {
  const postings = (await channels(deps)).map(
    (id): Posting => ({ key: `drift:${key}|${id}`, to: { kind: 'conversation', id }, content }),
  )
  return await deps.drifts.note(key, now, [{ at: now, actor: 'bot', fact }], postings)
}

async function channels({ bindings }: DriftDeps): Promise<string[]> {
  const all = await bindings.list()
  const digests = all.filter(({ purpose }) => purpose === 'digest')
  return [...new Set((digests.length > 0 ? digests : all).map(({ conversation }) => conversation))]
}
