import { createHash } from 'node:crypto'
import type { LedgerEntry, LedgerEvent } from './ledger-event.ts'

/** What the first entry follows. */
export const genesis = '0'.repeat(64)

/** The last link of a chain: `seq` 0 and `genesis` where there is none. */
export interface ChainHead {
  readonly seq: number
  readonly hash: string
}

/** `seq` names the first entry that is not as it was written; `why` is a sentence for the auditor. */
export type Verification =
  | { readonly ok: true; readonly entries: number; readonly head: ChainHead }
  | { readonly ok: false; readonly seq: number; readonly why: string }

/** Chains an event to what came before it. */
export function link(previous: string, seq: number, event: LedgerEvent): LedgerEntry {
  return { seq, event, previous, hash: hashOf(previous, seq, event) }
}

/** SHA-256 in hex over the canonical JSON of every other field. */
function hashOf(previous: string, seq: number, event: LedgerEvent): string {
  return createHash('sha256').update(canonical({ event, previous, seq })).digest('hex')
}

/** JSON with sorted keys and without white space; equal values give equal text, whatever stored them. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((part) => canonical(part === undefined ? null : part)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
  return `{${parts.join(',')}}`
}

/** A verification in the making: a fold over the entries in the order of `seq`, in constant memory. */
export interface VerificationState {
  readonly last: ChainHead
  readonly bad?: { readonly seq: number; readonly why: string }
}

export function startVerification(): VerificationState {
  return { last: { seq: 0, hash: genesis } }
}

/** The first bad entry is kept; what follows it is not looked at. */
export function verifyNext(state: VerificationState, entry: LedgerEntry): VerificationState {
  if (state.bad) return state
  const why = fault(state.last, entry)
  if (why !== undefined) return { last: state.last, bad: { seq: Math.min(entry.seq, state.last.seq + 1), why } }
  return { last: { seq: entry.seq, hash: entry.hash } }
}

function fault(last: ChainHead, { seq, event, previous, hash }: LedgerEntry): string | undefined {
  const expected = last.seq + 1
  if (seq > expected) return `entry ${expected} is missing`
  if (seq < expected) return `entry ${seq} is there twice or out of order`
  if (hashOf(previous, seq, event) !== hash) return `entry ${seq} is not as it was written`
  if (previous !== last.hash) return `entry ${seq} does not follow entry ${last.seq} as it is now`
  return undefined
}

/** `head` is the last link as it was kept elsewhere: without it a cut tail cannot be told. */
export function finish(state: VerificationState, head?: ChainHead): Verification {
  if (state.bad) return { ok: false, ...state.bad }
  const { last } = state
  if (head && head.seq > last.seq) {
    return {
      ok: false,
      seq: last.seq + 1,
      why: `the ledger ends at entry ${last.seq}, but its head is entry ${head.seq}`,
    }
  }
  if (head && head.seq < last.seq) {
    return { ok: false, seq: head.seq + 1, why: `entry ${head.seq + 1} follows entry ${head.seq}, which is the head` }
  }
  if (head && head.hash !== last.hash)
    return { ok: false, seq: last.seq, why: `entry ${last.seq} is not the head that was kept` }
  return { ok: true, entries: last.seq, head: last }
}

/** The whole chain at once. */
export function verifyChain(entries: Iterable<LedgerEntry>, head?: ChainHead): Verification {
  let state = startVerification()
  for (const entry of entries) state = verifyNext(state, entry)
  return finish(state, head)
}
