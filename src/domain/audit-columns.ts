import type { CsvValue } from './csv.ts'
import { digestCountOf } from './digest.ts'
import type { LedgerEntry, LedgerFact } from './ledger-event.ts'
import { prefixesOf } from './source-ranges.ts'

/** One column of the ledger as a table. `meaning` is its documentation. */
export interface AuditColumn {
  readonly name: string
  readonly meaning: string
  of(entry: LedgerEntry, textOf: (fact: LedgerFact) => string): CsvValue
}

/** Every column, in order; one row for each ledger entry. What has no column of its own is in `fact`. */
export const auditColumns: readonly AuditColumn[] = [
  { name: 'seq', meaning: 'Place in the hash chain, from 1 without gaps', of: ({ seq }) => seq },
  { name: 'time', meaning: 'When it happened, UTC, ISO 8601', of: ({ event }) => iso(event.at) },
  { name: 'type', meaning: 'What happened, by type', of: ({ event }) => event.fact.type },
  {
    name: 'counted_as',
    meaning: 'What a digest counts it as; empty where it counts it as nothing',
    of: ({ event }) => digestCountOf(event.fact),
  },
  { name: 'request', meaning: 'The request that it belongs to', of: ({ event }) => event.request },
  {
    name: 'actor',
    meaning: 'Who did it, by the name of that moment, or `bot`',
    of: ({ event: { actor } }) => (actor === 'bot' ? actor : actor.name),
  },
  {
    name: 'actor_id',
    meaning: 'Tenant id and Entra object id of that person; empty for the bot',
    of: ({ event: { actor } }) => (actor === 'bot' ? undefined : actor.id),
  },
  { name: 'text', meaning: 'The entry as a sentence', of: ({ event }, textOf) => textOf(event.fact) },
  {
    name: 'machines',
    meaning: 'Resource ids of the VMs, separated by spaces',
    of: ({ event }) => machines(event.fact),
  },
  { name: 'ports', meaning: 'Port numbers, separated by spaces', of: ({ event }) => ports(event.fact) },
  { name: 'source', meaning: 'The address that it was opened to', of: ({ event }) => source(event.fact) },
  {
    name: 'minutes',
    meaning: 'For how long access was asked for; on an approval, for how long it was given where that is less',
    of: ({ event: { fact } }) => minutes(fact),
  },
  {
    name: 'starts',
    meaning: 'Before when it is not to be opened, where a later start was asked for, UTC, ISO 8601',
    of: ({ event: { fact } }) =>
      fact.type === 'request submitted' && fact.startsAt !== undefined ? iso(fact.startsAt) : undefined,
  },
  {
    name: 'ends',
    meaning: 'When the window ends, UTC, ISO 8601',
    of: ({ event: { fact } }) => ('endsAt' in fact ? iso(fact.endsAt) : undefined),
  },
  {
    name: 'approvers',
    meaning: 'Names of those who approved, separated by semicolons; empty where the access policy asked nobody',
    of: ({ event: { fact } }) =>
      fact.type === 'request approved' ? fact.approvers.map(({ name }) => name).join('; ') : undefined,
  },
  {
    name: 'why',
    meaning: 'Why: the requester’s, the approver’s or the bot’s words',
    of: ({ event }) => why(event.fact),
  },
  {
    name: 'rules',
    meaning: 'Rules of the access policy that decided, separated by semicolons',
    of: ({ event: { fact } }) => ('rules' in fact ? fact.rules.join('; ') : undefined),
  },
  {
    name: 'correlation_id',
    meaning: 'The same id stands in Azure’s activity log',
    of: ({ event: { fact } }) => ('correlationId' in fact ? fact.correlationId : undefined),
  },
  {
    name: 'policy_version',
    meaning: 'Version of the access policy that was in force',
    of: ({ event }) => event.policyVersion,
  },
  { name: 'fact', meaning: 'Everything of the entry, as JSON', of: ({ event }) => JSON.stringify(event.fact) },
  { name: 'at_ms', meaning: 'When it happened, in epoch milliseconds, as it is hashed', of: ({ event }) => event.at },
  { name: 'previous', meaning: 'Hash of the entry before', of: ({ previous }) => previous },
  { name: 'hash', meaning: 'Hash of this entry', of: ({ hash }) => hash },
]

function iso(at: number): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString()
}

function machines(fact: LedgerFact): string {
  if ('targets' in fact) return fact.targets.map(({ vm }) => vm).join(' ')
  if ('vms' in fact) return fact.vms.join(' ')
  if ('window' in fact) return fact.window.vm
  if (fact.type === 'drift policy') return fact.drift.changes.map(({ vm }) => vm).join(' ')
  if (fact.type === 'drift rule') return fact.drift.vm
  if ('gone' in fact) return fact.gone.vm
  return 'vm' in fact ? fact.vm : ''
}

function ports(fact: LedgerFact): string {
  if (fact.type === 'request submitted')
    return [...new Set(fact.targets.flatMap((target) => target.ports.map(({ number }) => number)))].join(' ')
  if ('window' in fact) return fact.window.ports.join(' ')
  if (fact.type === 'drift rule') return fact.drift.ports.join(' ')
  return 'ports' in fact ? fact.ports.join(' ') : ''
}

function source(fact: LedgerFact): string {
  if (!('source' in fact)) return ''
  return typeof fact.source === 'string' ? fact.source : prefixesOf(fact.source).join(' ')
}

function why(fact: LedgerFact): string {
  if (fact.type === 'approval given') return fact.comment ?? ''
  return 'reason' in fact ? fact.reason : 'why' in fact ? fact.why : ''
}

function minutes(fact: LedgerFact): number | undefined {
  const ms = fact.type === 'approval given' ? fact.forMs : 'durationMs' in fact ? fact.durationMs : undefined
  return ms === undefined ? undefined : Math.round(ms / 60_000)
}
