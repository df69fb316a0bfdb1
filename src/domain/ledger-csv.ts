import { type CsvValue, csvLine } from './csv.ts'
import type { LedgerEntry, LedgerFact } from './ledger-event.ts'
import type { Person } from './person.ts'

/** What spreadsheets filter by has a column of its own; `fact` keeps everything, as JSON. Times in UTC. */
const columns: readonly (readonly [name: string, (entry: LedgerEntry) => CsvValue])[] = [
  ['seq', ({ seq }) => seq],
  ['time', ({ event }) => new Date(event.at).toISOString()],
  ['type', ({ event }) => event.fact.type],
  ['actor', ({ event }) => (event.actor === 'bot' ? 'bot' : event.actor.name)],
  ['actor_id', ({ event }) => (event.actor === 'bot' ? '' : event.actor.id)],
  ['request', ({ event }) => event.request],
  ['policy_version', ({ event }) => event.policyVersion],
  ['machines', ({ event }) => machinesOf(event.fact).join(' ')],
  ['ports', ({ event }) => ('ports' in event.fact ? event.fact.ports.join(' ') : undefined)],
  ['source', ({ event }) => sourceOf(event.fact)],
  ['ends', ({ event }) => ('endsAt' in event.fact ? new Date(event.fact.endsAt).toISOString() : undefined)],
  ['rules', ({ event }) => ('rules' in event.fact ? event.fact.rules.join('; ') : undefined)],
  ['approvers', ({ event }) => ('approvers' in event.fact ? peopleText(event.fact.approvers) : undefined)],
  [
    'why',
    ({ event }) => ('why' in event.fact ? event.fact.why : 'reason' in event.fact ? event.fact.reason : undefined),
  ],
  ['fact', ({ event }) => JSON.stringify(event.fact)],
  ['at_ms', ({ event }) => event.at],
  ['previous', ({ previous }) => previous],
  ['hash', ({ hash }) => hash],
]

/** The first line, with the mark by which Excel knows UTF-8. */
export function ledgerCsvHead(): string {
  return `\uFEFF${csvLine(columns.map(([name]) => name))}`
}

/** An entry whose fields somebody edited by hand into something else still gives its line. */
export function ledgerCsvLine(entry: LedgerEntry): string {
  return csvLine(columns.map(([, read]) => tried(() => read(entry))))
}

function tried(read: () => CsvValue): CsvValue {
  try {
    return read()
  } catch {
    return 'not readable'
  }
}

function machinesOf(fact: LedgerFact): readonly string[] {
  if ('vm' in fact) return [fact.vm]
  if ('vms' in fact) return fact.vms
  if (fact.type === 'request submitted') return fact.targets.map(({ vm }) => vm)
  return fact.type === 'drift opened' ? [fact.window.vm] : []
}

function sourceOf(fact: LedgerFact): string | undefined {
  if (!('source' in fact)) return undefined
  return typeof fact.source === 'string' ? fact.source : fact.source.prefix
}

function peopleText(people: readonly Person[]): string {
  return people.map(({ name }) => name).join('; ')
}
