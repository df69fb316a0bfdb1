import type { LedgerFact } from '../domain/ledger-event.ts'
import { logInEnglish } from '../domain/policy-drift.ts'
import type { Posting, PostingContent } from '../domain/posting.ts'
import type { ActivityLog } from '../ports/activity-log.ts'
import type { Clock } from '../ports/clock.ts'
import type { ConfigurationStore } from '../ports/configuration-store.ts'
import type { DriftStore, JitRecords, SeenPolicy, VmPresence } from '../ports/drift.ts'
import type { Estate } from '../ports/estate.ts'
import type { Jit } from '../ports/jit.ts'
import type { Log } from '../ports/log.ts'
import type { Network } from '../ports/network.ts'
import type { BindingStore, JobQueue, RequestStore } from '../ports/store.ts'

export interface DriftDeps {
  readonly store: RequestStore
  readonly drifts: DriftStore
  readonly records: JitRecords
  readonly configurations: ConfigurationStore
  readonly bindings: BindingStore
  readonly jit: Jit
  readonly network: Network
  readonly activityLog: ActivityLog
  readonly presence: VmPresence
  readonly estate: Estate
  readonly jobs: JobQueue
  readonly clock: Clock
  readonly log: Log
}

/** Azure's activity log is minutes behind: for so long a finding waits for it to say who. */
export const logPatienceMs = 5 * 60_000

/** Tells of a finding: in the ledger, and in the channels that have the digest (or else in those for approvals). False if it was told before. */
export async function tellDrift(
  { drifts, bindings }: Pick<DriftDeps, 'drifts' | 'bindings'>,
  {
    key,
    at,
    content,
    fact,
    seen,
  }: {
    readonly key: string
    readonly at: number
    readonly content: PostingContent
    readonly fact: LedgerFact
    /** What is known of the JIT policy from now on. */
    readonly seen?: SeenPolicy
  },
): Promise<boolean> {
  const all = await bindings.list()
  const digests = all.filter(({ purpose }) => purpose === 'digest')
  const channels = new Set((digests.length > 0 ? digests : all).map(({ conversation }) => conversation))
  // With the time: what was over and is there again is told again.
  const postings = [...channels].map(
    (id): Posting => ({ key: `drift:${key}|${at}|${id}`, to: { kind: 'conversation', id }, content }),
  )
  return await drifts.note(key, at, [{ at, actor: 'bot', fact: inLedger(fact) }], postings, seen)
}

function inLedger(fact: LedgerFact): LedgerFact {
  switch (fact.type) {
    case 'drift opened': {
      const { log, ...window } = fact.window
      return { ...fact, window: { ...window, ...(log ? { log: logInEnglish(log) } : {}) } }
    }
    case 'drift rule': {
      const { log, ...drift } = fact.drift
      return { ...fact, drift: { ...drift, ...(log ? { log: logInEnglish(log) } : {}) } }
    }
    case 'drift policy':
      return { ...fact, drift: { ...fact.drift, log: logInEnglish(fact.drift.log) } }
    default:
      return fact
  }
}
