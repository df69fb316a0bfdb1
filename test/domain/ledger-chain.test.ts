import fc from 'fast-check'
import {
  canonical,
  finish,
  genesis,
  link,
  startVerification,
  verifyChain,
  verifyNext,
} from '../../src/domain/ledger-chain.ts'
import type { LedgerEntry, LedgerEvent } from '../../src/domain/ledger-event.ts'
import { emma, must, noon } from '../fixtures.ts'

const event = fc.record({
  at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  actor: fc.constantFrom(emma, 'bot' as const),
  fact: fc.oneof(
    fc.record({ type: fc.constant('request denied' as const), reason: fc.string({ unit: 'grapheme' }) }),
    fc.record({ type: fc.constant('notice sent' as const), endsAt: fc.integer() }),
  ),
}) satisfies fc.Arbitrary<LedgerEvent>

const chain = fc.array(event, { minLength: 2, maxLength: 12 }).map(chained)
const chainAndPlace = chain.chain((entries) => fc.tuple(fc.constant(entries), fc.nat(entries.length - 1)))

function chained(events: readonly LedgerEvent[]): LedgerEntry[] {
  const entries: LedgerEntry[] = []
  for (const each of events) entries.push(link(entries.at(-1)?.hash ?? genesis, entries.length + 1, each))
  return entries
}

const headOf = (entries: readonly LedgerEntry[]) => must(entries.at(-1))

describe('the chain of the ledger', () => {
  it('holds for whatever was chained, and for nothing at all', () => {
    fc.assert(
      fc.property(chain, (entries) => {
        const { seq, hash } = headOf(entries)
        expect(verifyChain(entries, { seq, hash })).toEqual({ ok: true, entries: entries.length, head: { seq, hash } })
      }),
    )
    expect(verifyChain([], { seq: 0, hash: genesis })).toEqual({
      ok: true,
      entries: 0,
      head: { seq: 0, hash: genesis },
    })
  })

  it('is the same whatever order the fields come in, and whatever stands for nothing', () => {
    expect(canonical({ b: [1, { d: null, c: undefined }], a: 'é"\n' })).toBe('{"a":"é\\"\\n","b":[1,{"d":null}]}')
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value))
        expect(canonical(backwards(value))).toBe(canonical(value))
      }),
    )
  })

  it('names an entry that was changed', () => {
    fc.assert(
      fc.property(chainAndPlace, ([entries, place]) => {
        const changed = must(entries[place])
        const bad = entries.with(place, { ...changed, event: { ...changed.event, at: changed.event.at + 1 } })
        expect(verifyChain(bad, headOf(entries))).toMatchObject({
          ok: false,
          seq: place + 1,
          fault: { kind: 'changed', entry: place + 1 },
        })
      }),
    )
  })

  it('names the next entry when the changed one got a hash that fits', () => {
    fc.assert(
      fc.property(chainAndPlace, ([entries, place]) => {
        const { previous, seq, event } = must(entries[place])
        const bad = entries.with(place, link(previous, seq, { ...event, at: event.at + 1 }))
        expect(verifyChain(bad, headOf(entries))).toMatchObject({ ok: false, seq: Math.min(place + 2, entries.length) })
      }),
    )
  })

  it('names an entry that was dropped, from the middle or from the end', () => {
    fc.assert(
      fc.property(chainAndPlace, ([entries, place]) => {
        expect(verifyChain(entries.toSpliced(place, 1), headOf(entries))).toMatchObject({ ok: false, seq: place + 1 })
        expect(verifyChain(entries.slice(0, place), headOf(entries))).toMatchObject({ ok: false, seq: place + 1 })
      }),
    )
  })

  it('names an entry that was put in', () => {
    fc.assert(
      fc.property(chainAndPlace, event, ([entries, place], forged) => {
        const previous = entries[place - 1]?.hash ?? genesis
        const bad = entries.toSpliced(place, 0, link(previous, place + 1, forged))
        const renumbered = bad.map((entry, index) => ({ ...entry, seq: index + 1 }))
        expect(verifyChain(bad, headOf(entries)).ok).toBe(false)
        const verification = verifyChain(renumbered, headOf(entries))
        // The forged entry itself fits where it stands; what follows it does not.
        expect(verification).toMatchObject({ ok: false, seq: place + 2 })
      }),
    )
  })

  it('names an entry that changed places', () => {
    fc.assert(
      fc.property(chainAndPlace, ([entries, place]) => {
        fc.pre(place > 0)
        const [before, after] = [must(entries[place - 1]), must(entries[place])]
        const bad = entries.with(place - 1, { ...after, seq: place }).with(place, { ...before, seq: place + 1 })
        expect(verifyChain(bad, headOf(entries))).toMatchObject({ ok: false, seq: place })
        const asTheyWere = entries.with(place - 1, after).with(place, before)
        expect(verifyChain(asTheyWere, headOf(entries))).toMatchObject({ ok: false, seq: place })
      }),
    )
  })

  it('names what was put behind the head, and a head that is another', () => {
    fc.assert(
      fc.property(chain, event, (entries, forged) => {
        const head = headOf(entries)
        const longer = [...entries, link(head.hash, head.seq + 1, forged)]
        expect(verifyChain(longer, head)).toMatchObject({ ok: false, seq: head.seq + 1 })
        expect(verifyChain(entries, { seq: head.seq, hash: genesis })).toMatchObject({ ok: false, seq: head.seq })
      }),
    )
  })

  it('is verified entry by entry, and keeps to the first bad one', () => {
    const entries = chained(
      [1, 2, 3, 4].map((n) => ({ at: noon + n, actor: 'bot', fact: { type: 'request cancelled' } })),
    )
    let state = startVerification()
    for (const entry of entries)
      state = verifyNext(state, entry.seq === 2 || entry.seq === 4 ? { ...entry, hash: genesis } : entry)
    expect(finish(state)).toEqual({ ok: false, seq: 2, fault: { kind: 'changed', entry: 2 } })
  })
})

function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, backwards(part)]),
  )
}
