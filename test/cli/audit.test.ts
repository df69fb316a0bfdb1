import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresLedger } from '../../src/adapters/postgres/ledger.ts'
import { jitAccessBot } from '../../src/cli/jit-access-bot.ts'
import { type ChainHead, link } from '../../src/domain/ledger-chain.ts'
import type { LedgerEvent } from '../../src/domain/ledger-event.ts'
import { ledgerLine, parseLedgerLine } from '../../src/domain/ledger-line.ts'
import { adam, emma, must, noon } from '../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../fresh-database.ts'

const hour = 3_600_000
const nasty = '=HYPERLINK("http://evil")\t@SUM(1);-2\r\n"é 🙂",\\ ${x}'
let fresh: FreshDatabase
let folder: string
let head: ChainHead

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit-'))
  fresh = await freshDatabase()
  const ledger = postgresLedger({ database: fresh.database })
  await ledger.append(Array.from({ length: 12 }, (_, n) => denied(n)))
  head = await ledger.head()
})
afterEach(async () => {
  await fresh.drop()
  await rm(folder, { recursive: true, force: true })
})

const denied = (n: number): LedgerEvent => ({
  at: noon + n * hour,
  actor: n % 2 === 0 ? emma : adam,
  policyVersion: 'v1',
  fact: { type: 'request denied', reason: `${n} ${nasty}` },
})

async function run(...args: string[]) {
  return await runWith({ DATABASE_URL: fresh.url }, ...args)
}

async function runWith(env: Record<string, string>, ...args: string[]) {
  const said = { out: '', err: '' }
  const code = await jitAccessBot(['audit', ...args], env, {
    out: (text) => {
      said.out += text
    },
    err: (text) => {
      said.err += text
    },
  })
  return { code, ...said }
}

/** As somebody does who may do everything in the database. */
async function tamper(statement: string): Promise<void> {
  const client = await fresh.database.pool.connect()
  try {
    await client.query(`set session_replication_role = replica; ${statement}; reset session_replication_role`)
  } finally {
    client.release()
  }
}

describe('audit verify', () => {
  const wanted = () => `${head.seq}:${head.hash}`

  test('says that it is as it was written, with the head that a digest showed', async () => {
    expect(await run('verify')).toMatchObject({
      code: 0,
      out: expect.stringContaining(`12 entries, head ${head.hash}`),
    })
    expect(await run('verify', '--head', wanted())).toMatchObject({ code: 0, out: expect.stringContaining('is in it') })
    expect(await run('verify', '--head', head.hash.toUpperCase())).toMatchObject({ code: 0 })
  })

  test('L2 a head kept in a digest shows a tail that was cut, head row and all', async () => {
    await tamper(`
      delete from ledger where seq > 7;
      update ledger_head set seq = 7, hash = (select hash from ledger where seq = 7)`)
    expect((await run('verify')).code).toBe(0)
    for (const kept of [wanted(), head.hash]) {
      const { code, err } = await run('verify', '--head', kept)
      expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('First bad entry: 8 (the ledger ends at') })
    }
  })

  test('L2 a head kept in a digest shows a ledger that was changed and chained anew from one entry on', async () => {
    let last: ChainHead = { seq: 3, hash: '' }
    const [row] = (await fresh.database.pool.query('select hash from ledger where seq = 3')).rows
    last = { seq: 3, hash: row.hash }
    for (let seq = 4; seq <= 12; seq++) {
      const event = seq === 4 ? { ...denied(3), actor: 'bot' as const } : denied(seq - 1)
      const entry = link(last.hash, seq, event)
      const text = JSON.stringify(event).replaceAll("'", "''")
      await tamper(
        `update ledger set event = '${text}', previous = '${entry.previous}', hash = '${entry.hash}' where seq = ${seq}`,
      )
      last = entry
    }
    await tamper(`update ledger_head set hash = '${last.hash}'`)
    expect((await run('verify')).code).toBe(0)
    expect(await run('verify', '--head', wanted())).toMatchObject({
      code: 1,
      err: expect.stringContaining('entry 12 is not the head that was kept'),
    })
    expect((await run('verify', '--head', head.hash)).code).toBe(1)
  })

  test.each([
    [['--head', 'abc'], /is no head: it is what a digest shows/],
    [['--head'], /audit verify \[--head/],
    [['twice'], /audit verify \[--head/],
    [['--file', '/nowhere/at/all'], /could not be done: .*ENOENT/],
  ])('%j is not understood', async (args, sentence) => {
    expect(await run('verify', ...args)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(sentence) })
  })

  test('a folder without a database is refused, and none is made there', async () => {
    const { code, err } = await runWith({ DATA_DIR: join(folder, 'wrong') }, 'verify')
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/there is no database under .*wrong.*DATA_DIR/),
    })
    expect(existsSync(join(folder, 'wrong'))).toBe(false)
  })

  test('a database that is not the bot’s is refused', async () => {
    const other = await freshDatabase({ template: 'template0' })
    const { code, err } = await runWith({ DATABASE_URL: other.url }, 'verify')
    await other.drop()
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('no ledger in this database') })
  })
})

describe('audit export', () => {
  const file = (name: string) => join(folder, name)
  const lines = async (name: string) => (await readFile(file(name), 'utf8')).trimEnd().split('\n')

  test('L2 JSON Lines lose nothing: the file verifies without a database, and names the first bad line', async () => {
    const { code, err } = await run('export', '--out', file('all.jsonl'))
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('12 entries were written') })
    expect((await lines('all.jsonl')).map((line) => must(parseLedgerLine(line)).event)).toEqual(
      Array.from({ length: 12 }, (_, n) => denied(n)),
    )
    const nothing = { DATA_DIR: join(folder, 'none') }
    const verify = (...args: string[]) => runWith(nothing, 'verify', '--file', file('all.jsonl'), ...args)
    expect(await verify('--head', head.hash)).toMatchObject({ code: 0, out: expect.stringContaining('12 entries, ') })

    const good = await lines('all.jsonl')
    const cases: [string[], number][] = [
      [good.with(4, must(good[4]).replace('"v1"', '"v2"')), 5],
      [good.toSpliced(4, 1), 5],
      [good.toSpliced(4, 0, must(good[3])), 4],
      [good.with(4, must(good[5])).with(5, must(good[4])), 5],
      [good.with(4, 'gone'), 5],
      [good.with(4, must(good[4]).replace('{', '{"added":1,')), 5],
      [good.slice(0, 4), 5],
    ]
    for (const [bad, seq] of cases) {
      await writeFile(file('all.jsonl'), bad.join('\n'))
      expect(await verify('--head', `12:${head.hash}`)).toMatchObject({
        code: 1,
        err: expect.stringContaining(`First bad entry: ${seq} `),
      })
    }
  })

  test('a period keeps its part of the chain whole, and it verifies', async () => {
    const at = (n: number) => new Date(noon + n * hour).toISOString()
    await run('export', '--from', at(3), '--to', at(7), '--out', file('part.jsonl'))
    expect((await lines('part.jsonl')).map((line) => parseLedgerLine(line)?.seq)).toEqual([4, 5, 6, 7])
    expect(await runWith({}, 'verify', '--file', file('part.jsonl'))).toMatchObject({
      code: 0,
      out: expect.stringContaining('4 entries (4 to 7)'),
    })
    expect(await runWith({}, 'verify', '--file', file('part.jsonl'), '--head', '2:'.padEnd(66, 'a'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('these begin with 4'),
    })
  })

  test('L3 CSV has a line for each entry, every column, and runs no formula', async () => {
    const { code, out } = await run('export', '--format', 'csv')
    expect(code).toBe(0)
    expect(out).toMatch(/^\uFEFFseq,time,type,.*,policy_version,fact,at_ms,previous,hash\r\n1,2026/)
    expect(out.match(/request denied/g)).toHaveLength(24)
    expect(out).toContain('""type"":""request denied""')
    expect(out).toContain(head.hash)
    for (const separator of [/,"?(?=[=+@\t\r])/, /[;\t\n]"?(?=[=+@-])/]) expect(out).not.toMatch(separator)
  })

  test('exports an edited ledger as it is, and says which entry is bad', async () => {
    await tamper(`update ledger set event = '{"fact":{"type":"request submitted"}}' where seq = 4`)
    for (const format of ['csv', 'jsonl']) {
      const { code, out, err } = await run('export', '--format', format)
      expect(code).toBe(1)
      expect(err).toContain('12 entries were written.')
      expect(err).toContain('First bad entry: 4 (entry 4 is not as it was written)')
      expect(out.trimEnd().split('\n').length).toBeGreaterThanOrEqual(12)
    }
  })

  test('an empty period is an empty file, not a failure', async () => {
    const { code, out } = await run('export', '--from', '2031-01-01')
    expect({ code, out }).toEqual({ code: 0, out: '' })
  })

  test('entries that were written a moment ago and are not chained yet are told of', async () => {
    await postgresLedger({ database: fresh.database }).append([denied(99)])
    expect((await run('export')).err).toContain('1 entries are not chained yet')
  })

  test.each([
    [['--format', 'xml'], /“xml” is no format/],
    [['--from', 'yesterday'], /“yesterday” behind --from is no date. Write 2026-07-01/],
    [['--to', '2026-07-01T09:00'], /is no date/],
    [['--from', '2026-02-31T00:00:00'], /is no date/],
    [['--from', '2026-07-02', '--to', '2026-07-01'], /ends before it begins/],
    [['--nonsense'], /nonsense/],
    [['--out', '/nowhere/at/all.csv'], /could not be done: .*ENOENT/],
  ])('%j is refused with a sentence', async (args, sentence) => {
    expect(await run('export', ...args)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(sentence) })
  })

  test('a line that is an entry comes back as it was', () => {
    const entry = link('0'.repeat(64), 1, denied(1))
    expect(parseLedgerLine(ledgerLine(entry))).toEqual(entry)
    for (const line of ['', 'null', '[]', '{}', '{"seq":"1"}', '{"seq":1.5,"event":{},"previous":"","hash":""}'])
      expect(parseLedgerLine(line)).toBeUndefined()
  })
})
