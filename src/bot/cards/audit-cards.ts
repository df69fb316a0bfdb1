import type { Activity } from '../../domain/activity.ts'
import type { AuditRecord } from '../../domain/audit-record.ts'
import type { LedgerEntry } from '../../domain/ledger-event.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { clockTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { activityText, auditRow, callerText } from '../words/audit.ts'
import { factText } from '../words/fact.ts'
import type { Button } from './answer.ts'
import type { Cards } from './expand.ts'
import { listCard, type Row } from './list.ts'

interface View {
  readonly title: string
  readonly notes: readonly string[]
  readonly buttons: readonly Button[]
}

const longestName = 240
const longestActor = 80

/** A line for each request, newest first, and what happened without one. */
export function auditTable(
  cards: Cards,
  records: readonly AuditRecord[],
  events: readonly Activity[],
  besides: readonly LedgerEntry[],
  view: View,
): OutgoingMessage {
  const { auditCards: text } = cards.reader.words
  const rows = records.map((record) => auditRow(record, events, cards.reader))
  return listCard(cards, {
    title: view.title,
    subtitle: records.length === 0 ? text.noRequest : text.requestsNewestFirst,
    sections: [{ rows }, { heading: text.besides, rows: besides.map((entry) => entryRow(entry, cards.reader)) }],
    notes: [...(records.length === 0 ? [] : [text.oneInFull]), ...view.notes],
    buttons: view.buttons,
  })
}

/** Ledger entries as they are, newest first. */
export function auditEntries(cards: Cards, entries: readonly LedgerEntry[], view: View): OutgoingMessage {
  const { auditCards: text } = cards.reader.words
  return listCard(cards, {
    title: view.title,
    subtitle: entries.length === 0 ? text.noEntry : text.entriesNewestFirst,
    sections: [{ rows: entries.map((entry) => entryRow(entry, cards.reader)) }],
    notes: view.notes,
    buttons: view.buttons,
  })
}

/** What the ledger and Azure have of one request, in one order of time. */
export interface StoryLine {
  readonly at: number
  readonly what:
    | { readonly entry: LedgerEntry }
    | { readonly events: readonly Activity[]; readonly justification: string }
}

/** So many lines fit on a card whatever is in them; more where they are short. */
export const linesThatFit = 12
const mostLines = 20
const mostBytes = 16_000
const bytesOfRow = 600

/** How many of the newest lines before `end` fit on one card, which Teams limits in its bytes. */
export function linesFitting(rows: readonly Row[], end: number): number {
  let bytes = 0
  for (let count = 0; count < Math.min(mostLines, end); count++) {
    const row = rows[end - 1 - count]
    bytes += bytesOfRow + new TextEncoder().encode(`${row?.name}${row?.line ?? ''}`).length
    if (bytes > mostBytes && count >= linesThatFit) return count
  }
  return Math.min(mostLines, end)
}

/** The lines of a story as rows, in their order. */
export function storyRows(record: AuditRecord, lines: readonly StoryLine[], reader: Reader): Row[] {
  return lines.map(({ at, what }): Row => {
    if ('entry' in what) return entryRow(what.entry, reader)
    const line = `${clockTime(at, reader)} · ${callerText(what.events, record, what.justification, reader)}`
    return { name: activityText(what.events, reader), state: 'Azure', color: 'accent', line }
  })
}

/** One request's whole story, newest first, with what Azure did between. */
export function auditStory(cards: Cards, record: AuditRecord, rows: readonly Row[], view: View): OutgoingMessage {
  const { auditCards: text } = cards.reader.words
  const { state, color, line } = auditRow(record, [], cards.reader)
  return listCard(cards, {
    title: view.title,
    subtitle: text.storyNewestFirst,
    sections: [{ rows: [...rows, { name: text.inShort, state, color, line }] }],
    notes: view.notes,
    buttons: view.buttons,
  })
}

function entryRow({ seq, event }: LedgerEntry, reader: Reader): Row {
  const actor = event.actor === 'bot' ? reader.words.auditCards.theBot : event.actor.name
  const line = [clockTime(event.at, reader), actor.slice(0, longestActor), event.request ?? '']
  const text = factText(event.fact, reader)
  return {
    name: text.length > longestName ? `${text.slice(0, longestName)}…` : text,
    state: `#${seq}`,
    line: line.filter((part) => part !== '').join(' · '),
  }
}
