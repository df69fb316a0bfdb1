import { type Activity, type ActivityOperation, defenderCaller } from '../../domain/activity.ts'
import type { AuditOutcome, AuditRecord } from '../../domain/audit-record.ts'
import { formatDuration } from '../../domain/duration.ts'
import { clockTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import type { RowColor } from '../cards/list.ts'
import { names, portsText, sourceText } from './describe.ts'

const outcomes: Readonly<Record<AuditOutcome, readonly [text: string, color: RowColor]>> = {
  waiting: ['waiting', 'accent'],
  approved: ['approved', 'accent'],
  open: ['open', 'good'],
  closed: ['closed', 'default'],
  'not confirmed shut': ['not confirmed shut', 'attention'],
  denied: ['denied', 'warning'],
  cancelled: ['taken back', 'default'],
  lapsed: ['lapsed', 'default'],
  failed: ['failed', 'attention'],
}

const longest = 60
/** The mark, the requester and who approved stand first. */
const longestTold = 160
const mostTargets = 3

/** One request as a row: what, how it ended, and who did what when. */
export function auditRow(record: AuditRecord, events: readonly Activity[], reader: Reader) {
  const [state, color] = outcomes[record.outcome]
  return { name: whatText(record, reader), state, color, line: storyText(record, events, reader) }
}

function whatText({ targets, durationMs, request }: AuditRecord, reader: Reader): string {
  if (targets.length === 0) return `Request ${request}`
  const shown = targets
    .slice(0, mostTargets)
    .map(({ vmName, ports }) => `${short(vmName)} ${portsText(ports.slice(0, 4), reader.words)}`)
  const more = targets.length - shown.length
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''} · ${formatDuration(durationMs)}`
}

function storyText(record: AuditRecord, events: readonly Activity[], reader: Reader): string {
  const time = (at: number) => clockTime(at, reader)
  const { requester, approvers, unattended, source, endedBy, why, windows } = record
  const opened = windows.filter(({ openedAt }) => openedAt !== undefined)
  const starts = opened.map(({ openedAt = 0 }) => openedAt)
  const closed = opened.flatMap(({ closedAt }) => closedAt ?? [])
  const ends = opened.map(({ endsAt = 0 }) => endsAt)
  return [
    `${record.request} · asked by ${short(requester?.name ?? 'somebody')} ${time(record.askedAt)}`,
    source ? `from ${sourceText(source, reader.words)}` : '',
    record.reason === '' ? '' : `“${short(record.reason)}”`,
    unattended
      ? 'approved by the access policy'
      : approvers.length > 0
        ? `approved by ${short(names(approvers, reader.words))}`
        : '',
    starts.length > 0 ? `open ${time(Math.min(...starts))}` : '',
    starts.length > 0 && closed.length < opened.length ? `until ${time(Math.max(...ends))}` : '',
    starts.length > 0 && closed.length === opened.length ? `seen shut ${time(Math.max(...closed))}` : '',
    endedBy ? `${record.outcome === 'cancelled' ? 'taken back' : record.outcome} by ${short(endedBy.name)}` : '',
    why ? short(why) : '',
    azureText(record, events),
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

/** What Azure's log has of the calls of a request, in a few words. */
function azureText({ calls }: AuditRecord, events: readonly Activity[]): string {
  const ids = new Set(calls.map(({ correlationId }) => correlationId.toLowerCase()))
  const statuses = events.filter((event) => ids.has(event.correlationId.toLowerCase())).map(({ status }) => status)
  return statuses.length === 0 ? '' : `Azure: ${[...new Set(statuses)].join(', ')}`
}

const operations: Readonly<Record<ActivityOperation, string>> = {
  initiate: 'initiate',
  'write policy': 'wrote the JIT policy',
  'delete policy': 'deleted the JIT policy',
  'write group': 'wrote the security group',
  'delete group': 'deleted the security group',
  'write rule': 'wrote the rule',
  'delete rule': 'deleted the rule',
}

/** What Azure's log tells of one operation of one call: what, on what, how it went on. */
export function activityText(events: readonly Activity[]): string {
  const [operation] = events.map((event) => operations[event.operation])
  const resources = [...new Set(events.map(({ resource }) => short(resource.split('/').at(-1) ?? resource)))]
  const statuses = [...new Set(events.map(({ status }) => status))]
  return `Azure: ${operation} ${resources.slice(0, mostTargets).join(', ')}: ${statuses.join(', ')}`
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
  const caller = events[0]?.caller ?? ''
  if (caller === defenderCaller) return 'Defender for Cloud'
  if (caller.includes('@')) return `${short(caller)}, by their own account`
  const told = justification === '' ? '' : `, who told Azure “${justification.slice(0, longestTold)}”`
  return `the bot${caller === '' ? '' : ` (${short(caller)})`} for ${short(requester?.name ?? 'somebody')}${told}`
}

function short(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
