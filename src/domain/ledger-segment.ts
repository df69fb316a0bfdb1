import type { KeptHead } from './kept-head.ts'
import {
  type ChainHead,
  misplacedAfter,
  spoilt,
  startVerification,
  unlinkedTo,
  type VerificationState,
  verifyNext,
} from './ledger-chain.ts'
import type { LedgerEntry } from './ledger-event.ts'

/** A stretch of the ledger, verified by itself: what its first entry says it follows is not looked at. */
export interface Segment {
  readonly first: Pick<LedgerEntry, 'seq' | 'previous'>
  readonly state: VerificationState
  /** The links that a kept head may be. */
  readonly seen: readonly ChainHead[]
}

/** Segments can be verified anywhere and in any order; undefined where there is no entry. */
export function verifySegment(entries: readonly LedgerEntry[], kept?: KeptHead): Segment | undefined {
  const [first] = entries
  if (!first) return undefined
  let state = startVerification({ seq: first.seq - 1, hash: first.previous })
  for (const entry of entries) state = verifyNext(state, entry)
  const seen = kept ? entries.filter(({ seq, hash }) => seq === kept.seq || hash === kept.hash) : []
  return {
    first: { seq: first.seq, previous: first.previous },
    state,
    seen: seen.map(({ seq, hash }) => ({ seq, hash })),
  }
}

/** The verification of all before `segment`, with it; as if each entry had come by itself. */
export function joinSegment(before: VerificationState, { first, state }: Segment): VerificationState {
  if (before.bad) return before
  const { start, last } = before
  const misplaced = misplacedAfter(last, first.seq)
  if (misplaced) return spoilt(before, first.seq, misplaced)
  // That the entry itself was changed is told before that it does not follow.
  const unlinked = state.bad?.seq === first.seq ? undefined : unlinkedTo(last, first)
  if (unlinked) return spoilt(before, first.seq, unlinked)
  return { start, last: state.last, ...(state.bad ? { bad: state.bad } : {}) }
}
