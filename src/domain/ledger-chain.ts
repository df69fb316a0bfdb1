import { hash as hashText } from 'node:crypto'
import type { LedgerEntry, LedgerEvent } from './ledger-event.ts'
import type { LedgerFault } from './ledger-fault.ts'

/** What the first entry follows. */
export const genesis = '0'.repeat(64)

/** The last link of a chain: `seq` 0 and `genesis` where there is none. */
export interface ChainHead {
  readonly seq: number
  readonly hash: string
}

/** `seq` names the first entry that is not as it was written. */
export type Verification =
  | { readonly ok: true; readonly entries: number; readonly head: ChainHead }
  | { readonly ok: false; readonly seq: number; readonly fault: LedgerFault }

/** Chains an event to what came before it. */
export function link(previous: string, seq: number, event: LedgerEvent): LedgerEntry {
  return { seq, event, previous, hash: hashOf(previous, seq, event) }
}

/** SHA-256 in hex over the canonical JSON of every other field. */
function hashOf(previous: string, seq: number, event: LedgerEvent): string {
  // As `canonical({ event, previous, seq })` has it, in half the time.
  return hashText('sha256', `{"event":${canonical(event)},"previous":${quoted(previous)},"seq":${seq}}`, 'hex')
}

/** JSON with sorted keys and without white space; equal values give equal text, whatever stored them. */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number') return Number.isFinite(value) ? `${value}` : 'null'
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  let text = ''
  if (Array.isArray(value)) {
    for (const part of value) text += `${text === '' ? '' : ','}${canonical(part)}`
    return `[${text}]`
  }
  const fields = value as Readonly<Record<string, unknown>>
  for (const key of sorted(Object.keys(fields))) {
    const part = fields[key]
    if (part !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${canonical(part)}`
  }
  return `{${text}}`
}

/** In place, as few as they are: millions of entries are verified, and Array.sort takes twice as long. */
function sorted(keys: string[]): string[] {
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] as string
    let place = i
    for (; place > 0 && (keys[place - 1] as string) > key; place--) keys[place] = keys[place - 1] as string
    keys[place] = key
  }
  return keys
}

// Most texts need no escape, and a look is faster than JSON.stringify.
const plain = /^[ !#-[\]-~]*$/

function quoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text)
}

/** A verification in the making: a fold over the entries in the order of `seq`, in constant memory. */
export interface VerificationState {
  /** What the first entry follows. */
  readonly start: ChainHead
  readonly last: ChainHead
  readonly bad?: { readonly seq: number; readonly fault: LedgerFault }
}

/** `start`: what the first entry must follow, where the entries are a part of the chain. */
export function startVerification(start: ChainHead = { seq: 0, hash: genesis }): VerificationState {
  return { start, last: start }
}

/** The first bad entry is kept; what follows it is not looked at. */
export function verifyNext(state: VerificationState, entry: LedgerEntry): VerificationState {
  if (state.bad) return state
  const fault = faultOf(state.last, entry)
  if (fault) return spoilt(state, entry.seq, fault)
  return { start: state.start, last: { seq: entry.seq, hash: entry.hash } }
}

/** The first bad entry: the one that came, or the one whose place it took. */
export function spoilt(state: VerificationState, seq: number, fault: LedgerFault): VerificationState {
  return { ...state, bad: { seq: Math.min(seq, state.last.seq + 1), fault } }
}

function faultOf(last: ChainHead, { seq, event, previous, hash }: LedgerEntry): LedgerFault | undefined {
  const misplaced = misplacedAfter(last, seq)
  if (misplaced) return misplaced
  if (hashOf(previous, seq, event) !== hash) return { kind: 'changed', entry: seq }
  return unlinkedTo(last, { seq, previous })
}

/** What is wrong with the place of an entry that comes after `last`. */
export function misplacedAfter(last: ChainHead, seq: number): LedgerFault | undefined {
  const expected = last.seq + 1
  if (seq > expected) return { kind: 'missing', entry: expected }
  return seq < expected ? { kind: 'misplaced', entry: seq } : undefined
}

/** What is wrong with the link of an entry to `last`. */
export function unlinkedTo(
  last: ChainHead,
  { seq, previous }: Pick<LedgerEntry, 'seq' | 'previous'>,
): LedgerFault | undefined {
  return previous === last.hash ? undefined : { kind: 'unlinked', entry: seq, last: last.seq }
}

/** `head` is the last link as it was kept elsewhere: without it a cut tail cannot be told. */
export function finish(state: VerificationState, head?: ChainHead): Verification {
  if (state.bad) return { ok: false, ...state.bad }
  const { start, last } = state
  if (head && head.seq > last.seq) {
    return {
      ok: false,
      seq: last.seq + 1,
      fault: { kind: 'cut', last: last.seq, head: head.seq },
    }
  }
  if (head && head.seq < last.seq) {
    return { ok: false, seq: head.seq + 1, fault: { kind: 'beyond head', entry: head.seq + 1, head: head.seq } }
  }
  if (head && head.hash !== last.hash)
    return { ok: false, seq: last.seq, fault: { kind: 'not the head', entry: last.seq } }
  return { ok: true, entries: last.seq - start.seq, head: last }
}

/** The whole chain at once. */
export function verifyChain(entries: Iterable<LedgerEntry>, head?: ChainHead): Verification {
  let state = startVerification()
  for (const entry of entries) state = verifyNext(state, entry)
  return finish(state, head)
}
