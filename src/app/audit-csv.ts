import { auditColumns } from '../domain/audit-columns.ts'
import { type CsvValue, csvLine } from '../domain/csv.ts'
import type { LedgerEntry, LedgerFact } from '../domain/ledger-event.ts'

/** Lines are handed on in pieces of about this many characters. */
const piece = 64_000

/** Ledger entries as a CSV file, in pieces: bounded memory. It begins with a byte order mark, without which Excel takes UTF-8 for something else. */
export async function* auditCsv(
  entries: AsyncIterable<LedgerEntry>,
  textOf: (fact: LedgerFact) => string,
): AsyncIterable<string> {
  let text = `\uFEFF${csvLine(auditColumns.map(({ name }) => name))}`
  for await (const entry of entries) {
    text += csvLine(auditColumns.map((column) => tried(() => column.of(entry, textOf))))
    if (text.length < piece) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}

/** An entry whose fields somebody edited by hand into something else still gives its line. */
function tried(read: () => CsvValue): CsvValue {
  try {
    return read()
  } catch {
    return 'not readable'
  }
}
