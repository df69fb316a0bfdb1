import type { JitPolicyId, VmId } from '../domain/ids.ts'
import type { JitPolicy } from '../domain/jit-policy.ts'
import type { LedgerEvent } from '../domain/ledger-event.ts'
import type { PolicyRules } from '../domain/policy-drift.ts'
import type { Posting } from '../domain/posting.ts'

/** A JIT policy's rules as they are now. Absent: the policy is gone. */
export interface SeenPolicy {
  readonly policy: JitPolicyId
  readonly rules?: PolicyRules
}

/** A finding that may last. `subject`: what was looked at, so that it is known when the finding is over. */
export interface StandingFinding {
  readonly key: string
  readonly subject: string
}

/** What the watcher has found and how far it has looked. Throws `StoreUnavailable`. */
export interface DriftStore {
  /** Epoch milliseconds; undefined before the first look. */
  lookedAt(): Promise<number | undefined>
  looked(at: number): Promise<void>
  /**
   * Stores it with what tells of it, all in one transaction, the first time that this key is found; false otherwise. `seen`: what is known
   * of a JIT policy from then on.
   */
  note(
    key: string,
    at: number,
    ledger: readonly LedgerEvent[],
    postings: readonly Posting[],
    seen?: SeenPolicy,
  ): Promise<boolean>
  isNoted(key: string): Promise<boolean>
  /** Which of these findings stand since when. One of these subjects that is not found any more is forgotten, so that it is told anew should it come back. */
  standing(
    subjects: readonly string[],
    found: readonly StandingFinding[],
    at: number,
  ): Promise<ReadonlyMap<string, number>>
  /** The JIT policies whose rules are known. */
  knownPolicies(): Promise<ReadonlySet<JitPolicyId>>
  /** Those of these policies whose rules are not as they are known, with what is known. */
  changed(policies: readonly Required<SeenPolicy>[]): Promise<ReadonlyMap<JitPolicyId, PolicyRules | undefined>>
  remember(policies: readonly SeenPolicy[]): Promise<void>
}

/** The JIT policies of every subscription that has a VM, by lists: few calls. Throws `AzureError` where a list cannot be read. */
export interface JitRecords {
  all(): AsyncIterable<JitPolicy>
}

/** Whether Azure has a VM, by one call. `hidden`: the bot may not see it, so that nothing can be said. Throws `AzureError`. */
export type VmPresence = (vm: VmId) => Promise<'there' | 'gone' | 'hidden'>
