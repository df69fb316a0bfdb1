import { type RecordedWindow, recordedWindows } from '../domain/drift.ts'
import type { JitPolicyId, VmId } from '../domain/ids.ts'
import type { JitPolicy } from '../domain/jit-policy.ts'
import { rulesOfPolicy } from '../domain/policy-drift.ts'
import { AzureError } from '../ports/jit.ts'
import { noOne } from '../words/reader.ts'
import { openLogBook } from './ask-log.ts'
import { watchPolicies } from './drifted-policies.ts'
import { tellRules } from './drifted-rules.ts'
import { tellWindows } from './drifted-windows.ts'
import { tellGone } from './gone-vms.ts'
import type { DriftDeps } from './tell-drift.ts'

export type { DriftDeps } from './tell-drift.ts'

const everyMs = 5 * 60_000
/** What Azure was busy with, or did not tell yet, is looked at again so soon. */
const soonMs = 60_000
/** Azure's clock is not ours, and a request may be listed late. */
const slackMs = 15 * 60_000
/** So long after a window its rules are looked at. */
const recentMs = 24 * 3_600_000
/** So many JIT policies are compared with what is known of them in one statement. */
const batch = 100

/**
 * Compares the JIT policies with what they were, Defender's record with what was approved here, and the network's rules of the machines
 * that were used of late with that record; and again in some minutes. Each finding is told once: in the ledger, and in the channels that
 * have the digest (or else in those for approvals). The first look of all tells of what stands open.
 */
export async function watchDrift(deps: DriftDeps): Promise<void> {
  const now = deps.clock.now()
  let soon = false
  try {
    soon = await look(deps, now)
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    // What was not looked at now is looked at the next time.
    const { code, status, explanation } = error
    deps.log.warn({ code, status, said: explanation(noOne) }, 'the record of Defender cannot be watched for drift')
  }
  await deps.jobs.enqueue([{ kind: 'watch drift', at: now + (soon ? soonMs : everyMs) }])
}

/** True: something is to be looked at again soon. */
async function look(deps: DriftDeps, now: number): Promise<boolean> {
  const since = await deps.drifts.lookedAt()
  const isNews = ({ alive, startedAt }: RecordedWindow) => (since === undefined ? alive : startedAt > since - slackMs)
  const book = openLogBook(deps)
  const policies = await watchPolicies(deps, book, since, now)
  const recent: RecordedWindow[] = []
  const updating = new Set<VmId>()
  const heldBy = new Map<VmId, JitPolicyId[]>()
  let soon = false
  let waiting: JitPolicy[] = []
  const compare = async () => {
    const settled = waiting
    waiting = []
    if (await policies.look(settled.map((policy) => ({ policy: policy.id, rules: rulesOfPolicy(policy) })))) soon = true
  }
  for await (const policy of deps.records.all()) {
    for (const vm of policy.vms.keys()) {
      heldBy.set(vm, [...(heldBy.get(vm) ?? []), policy.id])
      if (policy.updating) updating.add(vm)
    }
    if (policy.updating) policies.skip(policy.id)
    const windows = recordedWindows(policy)
    recent.push(...windows.filter(({ alive, endsAt }) => alive || endsAt > now - recentMs))
    if (await tellWindows(deps, book, windows.filter(isNews), now)) soon = true
    if (!policy.updating && waiting.push(policy) >= batch) await compare()
  }
  await compare()
  if (await policies.finish()) soon = true
  await tellGone(deps, heldBy, now)
  if (await tellRules(deps, book, { recent, updating }, now)) soon = true
  await deps.drifts.looked(now)
  return soon
}
