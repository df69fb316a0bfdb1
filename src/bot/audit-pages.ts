import type { AuditSubject } from '../app/audit-subject.ts'
import { readAzureTrail } from '../app/azure-trail.ts'
import { justificationOf } from '../app/mark.ts'
import type { Activity } from '../domain/activity.ts'
import { auditRecords } from '../domain/audit-record.ts'
import type { RequestId } from '../domain/ids.ts'
import { type Period, periodWord } from '../domain/period.ts'
import type { AuditFilter, Page } from '../ports/audit-trail.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { clockTime } from '../words/clock-time.ts'
import type { Reader } from '../words/reader.ts'
import { type Button, runAsTyped, runButton } from './cards/answer.ts'
import { formButton } from './cards/ask-form.ts'
import {
  auditEntries,
  auditStory,
  auditTable,
  linesFitting,
  linesThatFit,
  type StoryLine,
  storyRows,
} from './cards/audit-cards.ts'
import type { CommandContext } from './command.ts'
import type { AuditAsked } from './text/parse-audit.ts'

type Narrowing = Exclude<AuditSubject, { kind: 'several' | 'request' }>

const requestsOnPage = 8
const besidesOnPage = 4
const entriesOnPage = 12
const mostOfStory = 400

/** Requests that were asked for in the period, a line each, with what Azure's log has of their calls. */
export async function requestsPage(
  context: CommandContext,
  asked: AuditAsked,
  subject: Narrowing,
): Promise<OutgoingMessage> {
  const { deps } = context
  const options = { limit: requestsOnPage, ...turnedOf(asked) }
  const page = await deps.trail.requests({ ...periodOf(asked), ...filterOf(subject) }, options)
  const ids = page.entries.flatMap(({ event }) => event.request ?? [])
  const told = auditRecords([...page.entries, ...(await deps.trail.stories(ids))])
  const records = ids.flatMap((id) => told.get(id) ?? [])
  const { events, gaps } = await readAzureTrail(
    deps,
    records.flatMap(({ calls }) => calls),
    deps.clock.now(),
  )
  const { auditing: text } = deps.reader.words
  const more = turning(context, asked, subject, page)
  const buttons = [
    ...more,
    button(context, asked, subject, text.allEntries, ' entries'),
    csvButton(context, asked, subject),
    formButton(text.lookFor, 'audit'),
  ]
  const view = await viewOf(context, asked, subject)
  const filter = { ...periodOf(asked), ...filterOf(subject) }
  const besides = asked.turned ? [] : await deps.trail.besides(filter, besidesOnPage)
  return auditTable(deps.cards, records, events, besides, {
    ...view,
    notes: [...gaps.map((gap) => gap(deps.reader)), ...view.notes],
    buttons,
  })
}

/** Entries as they are: of everything, of a person or machine, or with a text in them. */
export async function entriesPage(
  context: CommandContext,
  asked: AuditAsked,
  subject: Narrowing,
): Promise<OutgoingMessage> {
  const { deps } = context
  const text = subject.kind === 'text' ? { text: subject.text } : {}
  const options = { limit: entriesOnPage, ...turnedOf(asked) }
  const page = await deps.trail.entries({ ...periodOf(asked), ...filterOf(subject), ...text }, options)
  const view = await viewOf(context, asked, subject)
  const searched =
    page.lookedAt === undefined ? [] : [deps.reader.words.auditing.asText(asked.subject.slice(0, 60), page.lookedAt)]
  const notes = [...searched, ...view.notes]
  const csv = subject.kind === 'text' ? [] : [csvButton(context, asked, subject)]
  const buttons = [...turning(context, asked, subject, page, subject.kind === 'text' ? '' : ' entries'), ...csv]
  return auditEntries(deps.cards, page.entries, { ...view, notes, buttons })
}

/** Everything of one request: the ledger's entries with Azure's events between them. Lines are counted from the oldest, so that pages stay. */
export async function storyOf(context: CommandContext, asked: AuditAsked, id: RequestId): Promise<OutgoingMessage> {
  const { deps } = context
  const [entries, stored] = await Promise.all([deps.trail.story(id, mostOfStory), deps.store.find(id)])
  const record = auditRecords(entries).get(id)
  if (!record) throw new Error(`the ledger lost request ${id} while it was read`)
  const { events, gaps } = await readAzureTrail(deps, record.calls, deps.clock.now())
  const byCall = new Map(record.calls.map(({ correlationId, vm }) => [correlationId.toLowerCase(), vm]))
  const told = (correlationId: string) => {
    const index = stored?.targets.findIndex(({ vm }) => vm === byCall.get(correlationId.toLowerCase())) ?? -1
    return stored && index >= 0 ? justificationOf(stored, index) : ''
  }
  const lines: StoryLine[] = [
    ...entries.map((entry) => ({ at: entry.event.at, what: { entry } })),
    ...byOperation(events).map((some) => ({
      at: some[0]?.at ?? 0,
      what: { events: some, justification: told(some[0]?.correlationId ?? '') },
    })),
  ].sort((a, b) => a.at - b.at)
  const { auditing: text } = deps.reader.words
  const rows = storyRows(record, lines, deps.reader)
  const end = Math.min(rows.length, upTo(asked) ?? rows.length)
  const start = end - linesFitting(rows, end)
  const turnTo = (title: string, last: number) => runButton(title, `audit ${id} before ${last}.0`)
  return auditStory(deps.cards, record, rows.slice(start, end).reverse(), {
    title: text.story(id),
    notes: [
      ...(record.calls.length === 0 ? [text.neverCalled] : gaps.map((gap) => gap(deps.reader))),
      ...(entries.length === mostOfStory ? [text.newestOnly(mostOfStory)] : []),
    ],
    buttons: [
      ...(start > 0 ? [turnTo(text.older, start)] : []),
      ...(end < lines.length ? [turnTo(text.newer, end + linesThatFit)] : []),
      runButton(text.lookAgain, `audit ${id}`),
      runButton(text.asCsv, `audit ${id} csv`),
    ],
  })
}

/** Events of one operation of one call, in a group each: it starts, is accepted and succeeds, on a policy and on a machine. */
function byOperation(events: readonly Activity[]): Activity[][] {
  const groups = new Map<string, Activity[]>()
  for (const event of events) {
    const key = [event.correlationId, event.operation, event.caller].join('|')
    groups.set(key, [...(groups.get(key) ?? []), event])
  }
  return [...groups.values()]
}

function upTo({ turned }: AuditAsked): number | undefined {
  return turned && 'before' in turned ? Math.max(1, turned.before.at) : undefined
}

function periodOf({ period: { from, to } }: AuditAsked): Pick<AuditFilter, 'from' | 'to'> {
  return { from, ...(to === undefined ? {} : { to }) }
}

function filterOf(subject: Narrowing): Pick<AuditFilter, 'person' | 'vm'> {
  return subject.kind === 'one' ? subject.filter : {}
}

function turnedOf({ turned }: AuditAsked) {
  return turned === undefined ? {} : { turned }
}

async function viewOf({ deps }: CommandContext, { period, subject: typed }: AuditAsked, subject: Narrowing) {
  const head = await deps.ledger.head()
  const name = subject.kind === 'one' ? subject.name : typed
  const shown = name.length > 80 ? `${name.slice(0, 80)}…` : name
  const { auditing: text } = deps.reader.words
  const time = periodText(period, deps.reader)
  return {
    title: shown === '' ? text.title(time) : text.titleOf(time, shown),
    notes: [head.hash === '' ? text.emptyHead(head.seq) : text.head(head.seq, head.hash)],
  }
}

/** A period that a button froze has moments in it, which nobody reads. */
function periodText({ word, text, from, to }: Period, reader: Reader): string {
  if (!word.includes('T')) return text(reader)
  const { auditing } = reader.words
  const time = (at: number) => clockTime(at, reader)
  return to === undefined ? auditing.since(time(from)) : auditing.between(time(from), time(to))
}

/** A button that asks again for the same period, frozen, and the same subject. What somebody typed is theirs. */
function button(
  { turn }: CommandContext,
  { period, subject: typed }: AuditAsked,
  subject: Narrowing,
  title: string,
  rest: string,
): Button {
  const named = subject.kind === 'one' ? (subject.filter.vm ?? subject.filter.person?.split('/')[1] ?? '') : typed
  const text = `audit ${periodWord(period)}${named === '' ? '' : ` ${named}`}${rest}`
  return typed === '' ? runButton(title, text) : runAsTyped(title, text, turn.person)
}

function csvButton(context: CommandContext, asked: AuditAsked, subject: Narrowing): Button {
  return button(context, asked, subject, context.deps.reader.words.auditing.asCsv, ' csv')
}

function turning(context: CommandContext, asked: AuditAsked, subject: Narrowing, page: Page, rest = ''): Button[] {
  const { auditing: text } = context.deps.reader.words
  const [newest, oldest] = [page.entries[0], page.entries.at(-1)]
  const turn = (title: string, side: string, entry: typeof newest) =>
    entry ? [button(context, asked, subject, title, `${rest} ${side} ${Math.floor(entry.event.at)}.${entry.seq}`)] : []
  return [
    ...(page.older ? turn(text.older, 'before', oldest) : []),
    ...(page.newer ? turn(text.newer, 'after', newest) : []),
  ]
}
