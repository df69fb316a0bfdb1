import fc from 'fast-check'
import { type ChainHead, genesis, link, startVerification, verifyNext } from '../../src/domain/ledger-chain.ts'
import type { LedgerEntry, LedgerEvent } from '../../src/domain/ledger-event.ts'
import { joinSegment, verifySegment } from '../../src/domain/ledger-segment.ts'

function chainOf(length: number): LedgerEntry[] {
  let head: ChainHead = { seq: 0, hash: genesis }
  return Array.from({ length }, (_, i) => {
    const event: LedgerEvent = { at: i, actor: 'system', fact: { type: 'policy in force', version: `v${i}` } } as never
    const entry = link(head.hash, head.seq + 1, event)
    head = entry
    return entry
  })
}

/** What somebody may do to one entry. */
const harms = {
  nothing: (entries: LedgerEntry[]) => entries,
  drop: (entries: LedgerEntry[], at: number) => entries.toSpliced(at, 1),
  double: (entries: LedgerEntry[], at: number) => entries.toSpliced(at, 0, ...entries.slice(at, at + 1)),
  swap: (entries: LedgerEntry[], at: number) => entries.toSpliced(at, 2, ...entries.slice(at, at + 2).reverse()),
  change: (entries: LedgerEntry[], at: number) =>
    entries.map((entry, i) => (i === at ? { ...entry, event: { ...entry.event, at: -1 } } : entry)),
  relink: (entries: LedgerEntry[], at: number) =>
    entries.map((entry, i) => (i === at ? link('f'.repeat(64), entry.seq, entry.event) : entry)),
}

describe('verifySegment and joinSegment', () => {
  it('L2 find what the whole chain finds, wherever it is cut', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(...(Object.keys(harms) as (keyof typeof harms)[])),
        fc.nat(11),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 12, maxLength: 12 }),
        (length, harm, at, sizes) => {
          const entries = harms[harm](chainOf(length), at % length)
          let whole = startVerification()
          for (const entry of entries) whole = verifyNext(whole, entry)
          let joined = startVerification()
          for (let from = 0, i = 0; from < entries.length; from += sizes[i++] ?? 5) {
            const segment = verifySegment(entries.slice(from, from + (sizes[i] ?? 5)))
            if (segment) joined = joinSegment(joined, segment)
          }
          expect(joined.bad).toEqual(whole.bad)
          if (!whole.bad) expect(joined).toEqual(whole)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('tell the links that may be the head that was kept', () => {
    const entries = chainOf(4)
    const kept = { seq: 2, hash: entries[3]?.hash ?? '' }
    expect(verifySegment(entries, kept)?.seen.map(({ seq }) => seq)).toEqual([2, 4])
    expect(verifySegment(entries)?.seen).toEqual([])
    expect(verifySegment([])).toBeUndefined()
  })
})
