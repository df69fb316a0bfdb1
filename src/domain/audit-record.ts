import type { RequestId } from './ids.ts'
import type { LedgerEntry, LedgerFact } from './ledger-event.ts'
import type { Person } from './person.ts'
import type { Source, Target } from './request.ts'

/** One machine of a request, as the ledger tells of it. Epoch milliseconds. */
export interface AuditWindow {
  readonly vm: string
  readonly openedAt?: number
  readonly endsAt?: number
  readonly closedAt?: number
  /** Why it was shut, could not be, or was never opened. */
  readonly why?: string
}

/** A call of ours that Azure took, by which its activity log is asked. */
export interface AuditCall {
  readonly at: number
  readonly vm: string
  readonly correlationId: string
}

export type AuditOutcome =
  | 'waiting'
  | 'approved'
  | 'open'
  | 'closed'
  | 'not confirmed shut'
  | 'denied'
  | 'cancelled'
  | 'lapsed'
  | 'failed'

/** What became of one request, out of its ledger entries alone. */
export interface AuditRecord {
  readonly request: RequestId
  readonly requester?: Person
  readonly askedAt: number
  readonly targets: readonly Target[]
  readonly source?: Source
  readonly durationMs: number
  readonly reason: string
  /** Empty: nobody yet, or nobody had to. */
  readonly approvers: readonly Person[]
  readonly unattended: boolean
  readonly outcome: AuditOutcome
  /** Who denied it or took it back. */
  readonly endedBy?: Person
  readonly why?: string
  readonly windows: readonly AuditWindow[]
  readonly calls: readonly AuditCall[]
}

type Draft = { -readonly [Key in keyof AuditRecord]: AuditRecord[Key] }

/** Folds entries, oldest first, of any number of requests; one record each, by request. */
export function auditRecords(entries: Iterable<LedgerEntry>): Map<RequestId, AuditRecord> {
  const records = new Map<RequestId, Draft>()
  for (const { event } of entries) {
    const { request, at, fact, actor } = event
    if (request === undefined) continue
    const record = records.get(request) ?? emptyRecord(request, at)
    records.set(request, record)
    tell(record, fact, at, actor === 'bot' ? undefined : actor)
  }
  return records
}

function emptyRecord(request: RequestId, askedAt: number): Draft {
  return {
    request,
    askedAt,
    targets: [],
    durationMs: 0,
    reason: '',
    approvers: [],
    unattended: false,
    outcome: 'waiting',
    windows: [],
    calls: [],
  }
}

function tell(record: Draft, fact: LedgerFact, at: number, by: Person | undefined): void {
  switch (fact.type) {
    case 'request submitted': {
      const { targets, source, durationMs, reason } = fact
      Object.assign(record, { targets, source, durationMs, reason, askedAt: at, ...(by ? { requester: by } : {}) })
      return
    }
    case 'approval given':
      if (by) record.approvers = [...record.approvers.filter(({ id }) => id !== by.id), by]
      return
    case 'request approved':
      Object.assign(record, { outcome: 'approved', approvers: fact.approvers, unattended: fact.unattended })
      // An approver may have shortened what was asked for.
      if (fact.durationMs !== undefined) record.durationMs = fact.durationMs
      return
    case 'request retried':
      record.outcome = 'approved'
      return
    case 'request denied':
      Object.assign(record, { outcome: 'denied', why: fact.reason, ...(by ? { endedBy: by } : {}) })
      return
    case 'request cancelled':
      Object.assign(record, { outcome: 'cancelled', ...(by ? { endedBy: by } : {}) })
      return
    case 'request lapsed':
      Object.assign(record, { outcome: 'lapsed', why: fact.why })
      return
    case 'request failed':
      Object.assign(record, { outcome: 'failed', why: fact.why })
      return
    case 'request closed':
      Object.assign(record, { outcome: 'closed', why: fact.why })
      return
    case 'opening accepted':
      if (fact.correlationId) record.calls = [...record.calls, { at, vm: fact.vm, correlationId: fact.correlationId }]
      return
    case 'opening open':
      record.outcome = 'open'
      window(record, fact.vm, { openedAt: at, endsAt: fact.endsAt })
      return
    case 'opening failed':
      window(record, fact.vm, { why: fact.why })
      return
    case 'opening still open':
      record.outcome = 'not confirmed shut'
      window(record, fact.vm, { why: fact.why })
      return
    case 'opening closed':
      window(record, fact.vm, { closedAt: at, why: fact.why })
      // With several machines the end of the request is an entry of its own.
      if (record.windows.every(({ openedAt, closedAt }) => openedAt === undefined || closedAt !== undefined))
        record.outcome = 'closed'
      return
    default:
  }
}

function window(record: Draft, vm: string, told: Partial<AuditWindow>): void {
  const before = record.windows.find((each) => each.vm === vm)
  const others = record.windows.filter((each) => each.vm !== vm)
  // An extended window keeps the moment at which it was first seen open.
  const openedAt = before?.closedAt === undefined ? (before?.openedAt ?? told.openedAt) : told.openedAt
  const reopened = told.openedAt !== undefined && before?.closedAt !== undefined
  record.windows = [
    ...others,
    { ...(reopened ? {} : before), vm, ...told, ...(openedAt === undefined ? {} : { openedAt }) },
  ]
}
