import { type KeptHead, watchForHead } from '../../src/domain/kept-head.ts'
import { genesis, link, verifyChain } from '../../src/domain/ledger-chain.ts'
import type { LedgerEntry } from '../../src/domain/ledger-event.ts'
import { must } from '../fixtures.ts'

function chainOf(length: number, at = 0): LedgerEntry[] {
  const entries: LedgerEntry[] = []
  for (let seq = 1; seq <= length; seq++) {
    const event = { at: at + seq, actor: 'bot', fact: { type: 'request cancelled' } } as const
    entries.push(link(entries.at(-1)?.hash ?? genesis, seq, event))
  }
  return entries
}

const written = chainOf(5)
const head = must(written[4])

function verdictOn(entries: readonly LedgerEntry[], kept: KeptHead) {
  const watch = watchForHead(kept)
  for (const entry of entries) watch.see(entry)
  return watch.verdict(verifyChain(entries))
}

test('C6 a head that was kept is found, with its place or without', () => {
  expect(verdictOn(written, { seq: 5, hash: head.hash })).toMatchObject({ ok: true, entries: 5 })
  expect(verdictOn(written, { hash: head.hash })).toMatchObject({ ok: true, entries: 5 })
})

test('C6 a tail that was cut, and a chain that was made anew, show against a head that was kept', () => {
  const cut = written.slice(0, 3)
  expect(verdictOn(cut, { seq: 5, hash: head.hash })).toEqual({
    ok: false,
    seq: 4,
    fault: { kind: 'kept head cut', last: 3, head: 5 },
  })
  expect(verdictOn(cut, { hash: head.hash })).toEqual({ ok: false, seq: 4, fault: { kind: 'no such head', last: 3 } })
  expect(verdictOn(chainOf(5, 100), { seq: 5, hash: head.hash })).toEqual({
    ok: false,
    seq: 5,
    fault: { kind: 'chained anew', entry: 5 },
  })
})

test('a head from before a part of the chain says nothing about it', () => {
  const watch = watchForHead({ seq: 2, hash: head.hash })
  const part = { ok: true, entries: 2, head: { seq: 5, hash: head.hash } } as const
  expect(watch.verdict(part)).toEqual({ ok: false, seq: 2, fault: { kind: 'head before', head: 2, first: 4 } })
})
