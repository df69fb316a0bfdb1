import type { LedgerEntry, LedgerFact } from '../domain/ledger-event.ts'
import { ledgerLine } from '../domain/ledger-line.ts'
import type { Person } from '../domain/person.ts'
import type { AuditFilter, AuditTrail } from '../ports/audit-trail.ts'
import type { Clock } from '../ports/clock.ts'
import type { FileAnswer } from '../ports/downloads.ts'
import type { Ledger } from '../ports/ledger.ts'
import { auditCsv } from './audit-csv.ts'

export type LedgerFormat = 'csv' | 'jsonl'

/** A part of the ledger as a file for somebody who may read it, which the caller has checked. That it was taken is in the ledger first. */
export async function ledgerFile(
  deps: {
    readonly trail: AuditTrail
    readonly ledger: Ledger
    readonly clock: Clock
    readonly textOf: (fact: LedgerFact) => string
  },
  by: Person,
  { filter, of, format }: { readonly filter: AuditFilter; readonly of?: string; readonly format: LedgerFormat },
): Promise<FileAnswer> {
  const at = deps.clock.now()
  // What comes while the file is read is not in it.
  const { from, to = at } = filter
  const fact: LedgerFact = {
    type: 'ledger exported',
    ...(from === undefined ? {} : { from }),
    to,
    ...(of === undefined ? {} : { of }),
    ...(format === 'jsonl' ? { format } : {}),
  }
  await deps.ledger.append([{ at, actor: by, fact }])
  const entries = deps.trail.read({ ...filter, to })
  const name = `ledger-${dayOf(from ?? 0)}-to-${dayOf(to)}.${format}`
  return format === 'csv'
    ? { kind: 'file', name, contentType: 'text/csv; charset=utf-8', chunks: auditCsv(entries, deps.textOf) }
    : { kind: 'file', name, contentType: 'application/jsonl; charset=utf-8', chunks: lines(entries) }
}

async function* lines(entries: AsyncIterable<LedgerEntry>): AsyncIterable<string> {
  for await (const entry of entries) yield `${ledgerLine(entry)}\n`
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
