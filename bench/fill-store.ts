import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { genesis, link } from '../src/domain/ledger-chain.ts'
import type { LedgerEvent } from '../src/domain/ledger-event.ts'
import type { Request } from '../src/domain/request.ts'
import { pastRequests } from './past-requests.ts'

/** What a year of use leaves behind. */
export interface Filled {
  readonly requests: number
  readonly entries: number
}

const batch = 50_000

/**
 * Fills the tables with past requests, their cards as delivered, and their ledger entries in a chain that holds, by COPY from files
 * under `folder`, which the database server must be able to read. Indexes are made again afterwards, and the planner knows the tables.
 */
export async function fillStore(url: string, folder: string, count: number, now: number): Promise<Filled> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const indexes = await client.query<{ indexname: string; indexdef: string }>(`
    select indexname, indexdef from pg_indexes
    where schemaname = 'public' and tablename in ('requests', 'postings', 'ledger')
      and indexname not in (select conname from pg_constraint)`)
  for (const { indexname } of indexes.rows) await client.query(`drop index ${indexname}`)

  let head = { seq: 0, hash: genesis }
  let copying = Promise.resolve()
  let files = 0
  /** The server reads one file while the next is made. */
  const copy = async (target: string, lines: string[]) => {
    const file = join(folder, `copy-${files++}`)
    writeFileSync(file, lines.join(''), { mode: 0o644 })
    lines.length = 0
    await copying
    copying = client.query(`copy ${target} from '${file}'`).then(() => rmSync(file))
  }
  const requests: string[] = []
  const postings: string[] = []
  const entries: string[] = []
  const flush = async () => {
    await copy('requests (id, version, state, requester, submitted_at, document)', requests)
    await copy(
      'postings (key, queue, card_of, destination, content, conversation, message_id, shown, wanted)',
      postings,
    )
    await copy('ledger (event, seq, previous, hash)', entries)
  }
  for (const { request, ledger } of pastRequests(count, now)) {
    requests.push(row([request.id, request.version, request.state, request.requester.id, request.submittedAt, request]))
    postings.push(...cardRows(request))
    for (const event of ledger) {
      const entry = link(head.hash, head.seq + 1, event)
      head = { seq: entry.seq, hash: entry.hash }
      entries.push(row([event, entry.seq, entry.previous, entry.hash]))
    }
    if (entries.length >= batch) await flush()
  }
  await flush()
  await copying
  await client.query('update ledger_head set seq = $1, hash = $2', [head.seq, head.hash])
  for (const { indexdef } of indexes.rows) await client.query(indexdef)
  await client.query('vacuum (analyze) requests')
  await client.query('vacuum (analyze) postings')
  await client.query('vacuum (analyze) ledger')
  await client.query('checkpoint')
  await client.end()
  return { requests: count, entries: head.seq }
}

/** The status card in the requester's chat and the approvers' card, both at the newest version. */
function cardRows({ id, version, origin }: Request): string[] {
  const places = [
    { audience: 'requester', conversation: origin.conversation },
    { audience: 'approvers', conversation: '19:past@thread.tacv2' },
  ]
  return places.map(({ audience, conversation }) =>
    row([
      `card:${id}:${audience}`,
      conversation,
      id,
      { kind: 'conversation', id: conversation },
      { kind: 'request card', request: id, audience },
      conversation,
      `${id}:${audience}`,
      version,
      version,
    ]),
  )
}

/** One line as COPY reads it. */
function row(values: readonly (string | number | LedgerEvent | Request | object)[]): string {
  const cells = values.map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
  return `${cells.map((cell) => cell.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n')).join('\t')}\n`
}
