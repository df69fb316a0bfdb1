import type { LedgerEntry } from './ledger-event.ts'

/** An entry as one line of JSON Lines, without the line's end. Nothing is lost: the chain can be checked again. */
export function ledgerLine({ seq, event, previous, hash }: LedgerEntry): string {
  return JSON.stringify({ seq, event, previous, hash })
}

/** The entry of such a line; undefined if it is none. A field that the hash does not cover is not let through. */
export function parseLedgerLine(line: string): LedgerEntry | undefined {
  const value = parsed(line)
  if (typeof value !== 'object' || value === null || Object.keys(value).some((key) => !fields.has(key)))
    return undefined
  const { seq, event, previous, hash } = value as Readonly<Record<string, unknown>>
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || typeof event !== 'object' || event === null)
    return undefined
  if (typeof previous !== 'string' || typeof hash !== 'string') return undefined
  return { seq, event: event as LedgerEntry['event'], previous, hash }
}

const fields = new Set(['seq', 'event', 'previous', 'hash'])

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
