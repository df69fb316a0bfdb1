import { type Activity, defenderCaller } from '../../domain/activity.ts'
import type { AuditOutcome, AuditRecord } from '../../domain/audit-record.ts'
import { formatDuration } from '../../domain/duration.ts'
import { clockTime } from '../../words/clock-time.ts'
import type { Words } from '../../words/en.ts'
import type { Reader } from '../../words/reader.ts'
import type { RowColor } from '../cards/list.ts'
import { names, portsText, sourceText } from './describe.ts'

const colors: Readonly<Record<AuditOutcome, RowColor>> = {
  waiting: 'accent',
  approved: 'accent',
  open: 'good',
  closed: 'default',
  'not confirmed shut': 'attention',
  denied: 'warning',
  cancelled: 'default',
  lapsed: 'default',
  failed: 'attention',
}

const longest = 60
/** The mark, the requester and who approved stand first. */
const longestTold = 160
const mostTargets = 3

/** One request as a row: what, how it ended, and who did what when. */
export function auditRow(record: AuditRecord, events: readonly Activity[], reader: Reader) {
  const { outcome } = record
  const state = reader.words.auditRows.outcome[outcome]
  return { name: whatText(record, reader), state, color: colors[outcome], line: storyText(record, events, reader) }
}

function whatText({ targets, durationMs, request }: AuditRecord, { words }: Reader): string {
  const { auditRows: text } = words
  if (targets.length === 0) return text.request(request)
  const shown = targets
    .slice(0, mostTargets)
    .map(({ vmName, ports }) => `${short(vmName)} ${portsText(ports.slice(0, 4), words)}`)
    .join(', ')
  const more = targets.length - mostTargets
  return `${more > 0 ? text.listMore(shown, more) : shown} · ${formatDuration(durationMs)}`
}

function storyText(record: AuditRecord, events: readonly Activity[], reader: Reader): string {
  const { words } = reader
  const { auditRows: text } = words
  const time = (at: number) => clockTime(at, reader)
  const { requester, approvers, unattended, source, endedBy, why, windows, outcome } = record
  const opened = windows.filter(({ openedAt }) => openedAt !== undefined)
  const starts = opened.map(({ openedAt = 0 }) => openedAt)
  const closed = opened.flatMap(({ closedAt }) => closedAt ?? [])
  const ends = opened.map(({ endsAt = 0 }) => endsAt)
  const isOver = closed.length === opened.length
  return [
    text.asked(record.request, short(requester?.name ?? text.somebody), time(record.askedAt)),
    source && text.from(sourceText(source, words)),
    record.reason !== '' && text.reason(short(record.reason)),
    unattended ? text.byPolicy : approvers.length > 0 && text.approved(short(names(approvers, words))),
    starts.length > 0 && text.open(time(Math.min(...starts))),
    starts.length > 0 && (isOver ? text.seenShut(time(Math.max(...closed))) : text.until(time(Math.max(...ends)))),
    endedBy && text.endedBy[outcome === 'cancelled' ? 'cancelled' : 'denied'](short(endedBy.name)),
    why && short(why),
    azureText(record, events, reader),
  ]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' · ')
}

/** What Azure's log has of the calls of a request, in a few words. */
function azureText({ calls }: AuditRecord, events: readonly Activity[], { words }: Reader): string | undefined {
  const ids = new Set(calls.map(({ correlationId }) => correlationId.toLowerCase()))
  const ofOurs = events.filter((event) => ids.has(event.correlationId.toLowerCase()))
  return ofOurs.length === 0 ? undefined : words.auditRows.azure(statusesText(ofOurs, words))
}

/** What Azure's log tells of one operation of one call: what, on what, how it went on. */
export function activityText(events: readonly Activity[], { words }: Reader): string {
  const { auditRows: text } = words
  const [operation = ''] = events.map((event) => text.operation[event.operation])
  const resources = [...new Set(events.map(({ resource }) => short(resource.split('/').at(-1) ?? resource)))]
  return text.activity(operation, resources.slice(0, mostTargets).join(', '), statusesText(events, words))
}

/** Each once, as they came. */
function statusesText(events: readonly Activity[], { auditRows: text }: Words): string {
  return [...new Set(events.map(({ status }) => text.status[status]))].join(', ')
}

/**
 * Who did it, for a call of ours: Azure sees the bot alone, so that the person comes out of the ledger, and with them what the bot told
 * Azure. A person's name of Azure's own stands as it is.
 */
export function callerText(
  events: readonly Activity[],
  { requester }: AuditRecord,
  justification: string,
  reader: Reader,
): string {
  const { auditRows: text } = reader.words
  const caller = events[0]?.caller ?? ''
  if (caller === defenderCaller) return text.defender
  if (caller.includes('@')) return text.ownAccount(short(caller))
  return text.theBot(
    caller === '' ? undefined : short(caller),
    short(requester?.name ?? text.forSomebody),
    justification === '' ? undefined : justification.slice(0, longestTold),
  )
}

function short(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
