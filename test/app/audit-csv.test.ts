import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { auditTrail } from '../../src/adapters/postgres/audit-trail.ts'
import { postgresLedger } from '../../src/adapters/postgres/ledger.ts'
import { auditCsv } from '../../src/app/audit-csv.ts'
import { factInFiles } from '../../src/bot/words/fact.ts'
import { auditColumns } from '../../src/domain/audit-columns.ts'
import { type DigestCount, digestCounts, startDigest } from '../../src/domain/digest.ts'
import { requestIdFrom } from '../../src/domain/ids.ts'
import type { LedgerEntry, LedgerEvent, LedgerFact } from '../../src/domain/ledger-event.ts'
import { adam, emma, must, noon, target } from '../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../fresh-database.ts'

let fresh: FreshDatabase
beforeEach(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.drop())

const { vm } = target()
const submitted: LedgerFact = {
  type: 'request submitted',
  targets: [target('web01', [3389, 22]), target('web02')],
  source: { prefix: '203.0.113.7/32' },
  durationMs: 5_400_000,
  reason: '=HYPERLINK("https://evil.example","x"), "quoted"\r\n@second line; é 🙂',
  rules: ['production', '=1+1'],
}
const facts: readonly LedgerFact[] = [
  submitted,
  { type: 'request refused', asked: '=cmd|x', findings: [] },
  { type: 'request approved', unattended: true, approvers: [], rules: ['dev'] },
  { type: 'request approved', unattended: false, approvers: [adam, emma], rules: ['production'] },
  { type: 'approval given', groups: ['sre-leads'] },
  { type: 'request denied', reason: '-1+2' },
  { type: 'request cancelled' },
  { type: 'request lapsed', why: 'nobody decided in time' },
  { type: 'request failed', why: 'Azure refused' },
  { type: 'opening accepted', vm, correlationId: '6f1c2a70-1b1e-4a52-9a3e-0c1d2e3f4a5b' },
  { type: 'opening open', vm, ports: [3389], source: '203.0.113.7', endsAt: noon, found: false },
  { type: 'opening closed', vm, why: 'expired' },
  { type: 'opening still open', vm, why: 'Azure shows it open' },
  { type: 'attempt refused', attempted: 'approve', why: 'not an approver' },
  { type: 'notice sent', endsAt: noon },
]

const is = (wanted: string) => (row: Record<string, string>) => row.type === wanted
const ofType = {
  refused: is('request refused'),
  denied: is('request denied'),
  cancelled: is('request cancelled'),
  lapsed: is('request lapsed'),
  failed: is('request failed'),
  closed: is('opening closed'),
  overdue: is('opening still open'),
  attempts: is('attempt refused'),
}

/** RFC 4180, as strict as a spreadsheet's reader. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (let at = 0; at < text.length; ) {
    const quoted = text[at] === '"'
    const pattern = quoted ? /"((?:[^"]|"")*)"(,|\r\n)/y : /([^",\r\n]*)(,|\r\n)/y
    pattern.lastIndex = at
    const [whole, cell, end] = must(pattern.exec(text))
    must(rows.at(-1)).push(quoted ? must(cell).replaceAll('""', '"') : must(cell))
    at += must(whole).length
    if (end === '\r\n' && at < text.length) rows.push([])
  }
  return rows
}

async function exported(filter: { from?: number; to?: number } = {}): Promise<Record<string, string>[]> {
  let text = ''
  const trail = auditTrail({ database: fresh.database })
  for await (const piece of auditCsv(trail.read(filter), factInFiles)) text += piece
  expect(text.startsWith('\uFEFFseq,')).toBe(true)
  const [header = [], ...rows] = parseCsv(text.slice(1))
  expect(header).toEqual(auditColumns.map(({ name }) => name))
  return rows.map((row) => {
    expect(row).toHaveLength(header.length)
    return Object.fromEntries(row.map((cell, i) => [header[i], cell]))
  })
}

test('L3 the counts of the file are those of the digest, over any part of the ledger', async () => {
  const events = Array.from({ length: 1_900 }, (_, n): LedgerEvent => {
    const request = requestIdFrom(Uint8Array.of(0, 0, 0, n >> 8, n))
    return { at: noon + n, actor: n % 3 === 0 ? 'bot' : emma, request, fact: must(facts[(n * 7) % facts.length]) }
  })
  const ledger = postgresLedger({ database: fresh.database })
  await ledger.append(events)
  await ledger.head()
  for (const [from, to] of [
    [noon, noon + 10_000],
    [noon + 17, noon + 1_203],
    [noon + 5, noon + 6],
  ] as const) {
    const digest = startDigest(from, to, 'UTC')
    for await (const entry of ledger.read({ from, to })) digest.add(entry)
    const { counts } = digest.finish(await ledger.head())
    const rows = await exported({ from, to })
    const { brief: _brief, policies: _policies, ...ofEntries } = counts
    const ofFile = Object.fromEntries(
      digestCounts
        .filter((name) => name in ofEntries)
        .map((name) => [name, rows.filter((row) => row.counted_as === name).length]),
    )
    expect(ofFile).toEqual(ofEntries)
    // Counted by the type, without the bot's own word on it.
    expect(
      Object.fromEntries(Object.entries(ofType).map(([name, is]) => [name, rows.filter(is).length])),
    ).toMatchObject(Object.fromEntries(Object.keys(ofType).map((name) => [name, counts[name as DigestCount]])))
    expect(counts.unattended).toBe(rows.filter(({ fact }) => fact?.includes('"unattended":true')).length)
    expect(rows.filter(({ type }) => type === 'request submitted')).toHaveLength(counts.submitted)
    expect(rows.filter(({ type }) => type === 'opening open')).toHaveLength(counts.opened)
  }
})

test('L3 no cell runs as a formula, and nothing is lost', async () => {
  const ledger = postgresLedger({ database: fresh.database })
  await ledger.append(facts.map((fact, n) => ({ at: noon + n, actor: { ...emma, name: '=EMMA()' }, fact })))
  await ledger.head()
  const rows = await exported()
  expect(rows).toHaveLength(facts.length)
  for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  expect(rows.map(({ fact }) => JSON.parse(fact ?? ''))).toEqual(facts)
  expect(rows[0]).toMatchObject({
    seq: '1',
    time: '2026-11-23T12:00:00.000Z',
    type: 'request submitted',
    actor: "'=EMMA()",
    actor_id: emma.id,
    ports: '3389 22',
    machines: `${target('web01').vm} ${target('web02').vm}`,
    source: '203.0.113.7/32',
    minutes: '90',
  })
  expect(rows[0]?.why).toMatch(/^'=HYPERLINK\("https:\/\/evil\.example","x"\), "quoted"\r\n'@second line; é 🙂$/)
  expect(rows[3]).toMatchObject({ approvers: 'Adam Novak; Emma Lindqvist' })
  expect(rows[9]).toMatchObject({ correlation_id: '6f1c2a70-1b1e-4a52-9a3e-0c1d2e3f4a5b' })
})

test('the file comes in pieces, and no more of the ledger is read than is taken', async () => {
  let read = 0
  async function* endless(): AsyncIterable<LedgerEntry> {
    for (;;) yield { seq: ++read, event: { at: noon, actor: 'bot', fact: submitted }, previous: '', hash: '' }
  }
  let taken = 0
  for await (const piece of auditCsv(endless(), factInFiles)) {
    taken += piece.length
    expect(piece.length).toBeLessThan(100_000)
    if (taken > 300_000) break
  }
  expect(read).toBeLessThan(1_000)
})

test('every column is documented, in its order', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/audit.md'), 'utf8')
  const [, table = ''] = /<!-- columns -->\n([\s\S]*?)<!-- \/columns -->/.exec(text) ?? []
  const rows = auditColumns.map(({ name, meaning }) => `| \`${name}\` | ${meaning} |\n`)
  expect(table).toBe(`| Column | Meaning |\n|---|---|\n${rows.join('')}`)
})
