import { parseArgs } from 'node:util'
import type { Database } from '../adapters/postgres/database.ts'
import { ledgerPages } from '../adapters/postgres/ledger-pages.ts'
import { ledgerSpan } from '../adapters/postgres/ledger-span.ts'
import { auditCsv } from '../app/audit-csv.ts'
import { factInFiles } from '../bot/words/fact.ts'
import { finish, startVerification, type Verification, verifyNext } from '../domain/ledger-chain.ts'
import type { LedgerEntry } from '../domain/ledger-event.ts'
import { ledgerFaultText } from '../domain/ledger-fault.ts'
import { ledgerLine } from '../domain/ledger-line.ts'
import { noOne } from '../words/reader.ts'
import { type ExportOut, toFile, toStdout } from './export-out.ts'
import { withLedger } from './open-ledger.ts'
import type { SubCommand } from './sub-command.ts'

interface Asked {
  readonly format: 'csv' | 'jsonl'
  readonly from?: number
  readonly to?: number
  readonly out?: string
}

const options = '[--format csv|jsonl] [--from <date>] [--to <date>] [--out <file>]'

/** Exit code 0: written; 1: written, but the ledger is not as it was; 2: not understood, or it can not be read or written. */
export const auditExport: SubCommand = {
  words: 'audit export',
  options,
  help: 'writes the ledger as CSV for a spreadsheet, or as JSON Lines, which audit verify --file can check',
  async run(args, env, say) {
    const asked = readAsked(args)
    if (typeof asked === 'string') {
      say.err(`${asked}\n\n  jit-access-bot audit export ${options}\n`)
      return 2
    }
    return await withLedger(env, say, async (database) => {
      const out = asked.out === undefined ? toStdout(say) : await toFile(asked.out)
      try {
        const { written, unchained, verification } = await write(database, asked, out)
        await out.finish()
        const where = asked.out === undefined ? '' : ` to ${asked.out}`
        const waiting = unchained > 0 ? ` ${unchained} entries are not chained yet and are not in it.` : ''
        say.err(`${written} entries were written${where}.${waiting}\n`)
        if (verification.ok) return 0
        say.err(
          `The ledger is NOT as it was written. First bad entry: ${verification.seq} (${ledgerFaultText(verification.fault, noOne)}).\n`,
        )
        return 1
      } finally {
        await out.drop()
      }
    })
  },
}

/** Both formats have the same entries, but that JSON Lines keeps the chain whole: what was chained in between is never left out. */
async function write(
  database: Database,
  { format, from, to }: Asked,
  out: ExportOut,
): Promise<{ written: number; unchained: number; verification: Verification }> {
  const { entries: span, unchained } = await ledgerSpan(database, {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  })
  let written = 0
  let state: ReturnType<typeof startVerification> | undefined
  async function* entries(): AsyncIterable<LedgerEntry> {
    for await (const page of span ? ledgerPages(database.db, span) : []) {
      for (const entry of page) {
        state ??= startVerification(entry.seq > 1 ? { seq: entry.seq - 1, hash: entry.previous } : undefined)
        state = verifyNext(state, entry)
        const { at } = entry.event
        if (format === 'csv' && ((from !== undefined && at < from) || (to !== undefined && at >= to))) continue
        written++
        yield entry
      }
    }
  }
  for await (const piece of format === 'csv' ? auditCsv(entries(), factInFiles) : lines(entries()))
    await out.write(piece)
  return { written, unchained, verification: finish(state ?? startVerification()) }
}

/** Lines are handed on in pieces of about this many characters. */
const pieceSize = 64_000

async function* lines(entries: AsyncIterable<LedgerEntry>): AsyncIterable<string> {
  let text = ''
  for await (const entry of entries) {
    text += `${ledgerLine(entry)}\n`
    if (text.length < pieceSize) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}

function readAsked(args: readonly string[]): Asked | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        format: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        out: { type: 'string' },
      },
    })
    const { out } = values
    const format = values.format ?? (out?.endsWith('.csv') ? 'csv' : 'jsonl')
    if (format !== 'csv' && format !== 'jsonl') return `“${format}” is no format. There are csv and jsonl.`
    const period: { from?: number; to?: number } = {}
    for (const name of ['from', 'to'] as const) {
      const text = values[name]
      if (text === undefined) continue
      const at = readDate(text)
      if (at === undefined)
        return `“${text.slice(0, 60)}” behind --${name} is no date. Write 2026-07-01 (midnight, UTC) or 2026-07-01T09:00:00+02:00.`
      period[name] = at
    }
    if (period.from !== undefined && period.to !== undefined && period.from >= period.to)
      return 'The period ends before it begins: --from is the first moment in it, --to the first one after it.'
    return { format, ...period, ...(out === undefined ? {} : { out }) }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Epoch milliseconds. A time without its zone is not let through: it would mean another moment on another machine. */
function readDate(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}
