import type { Digest, UnsignedGlass } from '../../domain/digest.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { StandingLine } from '../../domain/standing-windows.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { clockTime, dayText, zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { prefixText } from '../words/describe.ts'
import { approvedText, countsOf, loadsText, outcomesOf, standingText, waitsText } from '../words/digest.ts'
import { escapeMarkdown } from '../words/escape.ts'
import { texts } from './answer.ts'
import type { Cards } from './expand.ts'

/** Beyond it bars are too thin to read on a phone. */
const mostDays = 31

const mostUnsigned = 10

/** `Adam Novak on web01, 3 h ago (Mon 23 Nov 15:04): K7M3QX2P`. */
function unsignedText({ request, requester, vms, usedAt }: UnsignedGlass, reader: Reader): string {
  const { now, words } = reader
  const { digestCard: text } = words
  const days = Math.floor((now - usedAt) / 86_400_000)
  const age = days > 0 ? text.days(days) : formatDuration(now - usedAt)
  return text.unsigned(requester.name, vms.slice(0, 5).join(', '), age, clockTime(usedAt, reader), request)
}

/**
 * The digest of a period: charts where the client has them and the same in words where it has not, counts, the windows opened, and the
 * head of the ledger as witness.
 */
export function digestCard(cards: Cards, digest: Digest): OutgoingMessage {
  const { counts, opened, head, from, to, standing, unsigned } = digest
  // As it was when the period ended, whenever it is shown.
  const reader = { ...cards.reader, now: to }
  const { digestCard: text } = reader.words
  const title = text.title(zonedTime(from, reader), zonedTime(to, { ...reader, now: from }))
  const summary =
    counts.submitted === 0 && counts.opened === 0
      ? text.nothing
      : text.summary(counts.submitted, counts.opened, counts.closed)
  const more = counts.opened - opened.length
  const card = cards.expand('digest', {
    title: escapeMarkdown(title),
    summary: escapeMarkdown(summary),
    ...chartsOf(digest, reader),
    counts: countsOf(digest, reader),
    sentences: texts(
      [waitsText(digest, reader), standing && standingText(standing, reader)].flatMap((said) => (said ? [said] : [])),
    ),
    standing: texts((standing?.first ?? []).map((line) => standingLine(line, reader))),
    loads: texts(loadsText(digest, reader)),
    unsigned: unsigned.slice(0, mostUnsigned).map((glass) => ({
      text: unsignedText(glass, reader),
      ...(glass.link ? { link: `[${text.openCard(glass.request)}](${glass.link})` } : {}),
    })),
    opened: texts(
      opened.map((line) => {
        const source = line.source
          .split(', ')
          .map((prefix) => prefixText(prefix, reader.words))
          .join(', ')
        return [
          text.port(line.vm, line.ports.join(', ')),
          text.whoFrom(line.requester?.name ?? text.somebody, source),
          text.span(clockTime(line.openedAt, reader), clockTime(line.endsAt, reader)),
          approvedText(line.approvers, reader),
          line.request,
        ].join(' · ')
      }),
    ),
    notes: texts([
      ...(more > 0 ? [text.more(more)] : []),
      ...(unsigned.length > mostUnsigned ? [text.moreUnsigned] : []),
      text.head(head.seq, head.hash),
    ]),
  })
  return { card, summary: `${title}: ${summary}` }
}

/** A chart says no more than the words beside it: not every client draws one. */
function chartsOf(digest: Digest, reader: Reader) {
  const outcomes = outcomesOf(digest, reader)
  const { days } = digest
  const inWords = (parts: readonly { label: string; count: number }[]) =>
    parts.map(({ label, count }) => `${label}: ${count}`).join(' · ')
  const bars = (parts: readonly { label: string; count: number }[]) =>
    parts.map(({ label, count }) => ({ x: label, y: count }))
  const perDay = days.map(({ day, count }) => ({ label: dayText(day, reader), count }))
  return {
    outcomes: outcomes.length > 1 ? [{ bars: bars(outcomes), words: escapeMarkdown(inWords(outcomes)) }] : [],
    days:
      days.length > 1 && days.length <= mostDays
        ? [{ bars: bars(perDay), words: escapeMarkdown(inWords(perDay)) }]
        : [],
  }
}

function standingLine({ request, vmName, ports, endsAt, isOverdue }: StandingLine, reader: Reader): string {
  const { digestCard: text } = reader.words
  const until = (isOverdue ? text.shouldHaveShut : text.until)(clockTime(endsAt, reader))
  return `${text.port(vmName, ports.join(', '))} · ${request.requester.name} · ${until} · ${request.id}`
}
