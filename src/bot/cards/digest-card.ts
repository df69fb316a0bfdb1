import type { Digest, UnsignedGlass } from '../../domain/digest.ts'
import { formatDuration } from '../../domain/duration.ts'
import { showSource } from '../../domain/source.ts'
import type { StandingLine } from '../../domain/standing-windows.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { clockTime, zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { approvedText, countsOf, loadsText, outcomesOf, standingText, waitsText } from '../words/digest.ts'
import { escapeMarkdown } from '../words/escape.ts'
import { texts } from './answer.ts'
import type { Cards } from './expand.ts'

/** Beyond it bars are too thin to read on a phone. */
const mostDays = 31

const mostUnsigned = 10

/** `Adam Novak on web01, 3 h ago (Mon 23 Nov 15:04): K7M3QX2P`. */
function unsignedText({ request, requester, vms, usedAt }: UnsignedGlass, reader: Reader): string {
  const { now } = reader
  const days = Math.floor((now - usedAt) / 86_400_000)
  const age = days > 0 ? `${days} ${days === 1 ? 'day' : 'days'}` : formatDuration(now - usedAt)
  return `${requester.name} on ${vms.slice(0, 5).join(', ')}, ${age} ago (${clockTime(usedAt, reader)}): ${request}`
}

/**
 * The digest of a period: charts where the client has them and the same in words where it has not, counts, the windows opened, and the
 * head of the ledger as witness.
 */
export function digestCard(cards: Cards, digest: Digest): OutgoingMessage {
  const { counts, opened, head, from, to, standing, unsigned } = digest
  // As it was when the period ended, whenever it is shown.
  const reader = { ...cards.reader, now: to }
  const title = `Access digest, ${zonedTime(from, reader)} to ${zonedTime(to, { ...reader, now: from })}`
  const summary =
    counts.submitted === 0 && counts.opened === 0
      ? 'Nobody asked for access and nothing was opened.'
      : `Requests: ${counts.submitted}. Windows opened: ${counts.opened}, closed and checked: ${counts.closed}.`
  const more = counts.opened - opened.length
  const card = cards.expand('digest', {
    title: escapeMarkdown(title),
    summary: escapeMarkdown(summary),
    ...chartsOf(digest),
    counts: countsOf(digest),
    sentences: texts(
      [waitsText(digest, cards.reader), standing && standingText(standing, cards.reader)].flatMap((text) =>
        text ? [text] : [],
      ),
    ),
    standing: texts((standing?.first ?? []).map((line) => standingLine(line, reader))),
    loads: texts(loadsText(digest)),
    unsigned: unsigned.slice(0, mostUnsigned).map((glass) => ({
      text: unsignedText(glass, reader),
      ...(glass.link ? { link: `[Open the card of ${glass.request}](${glass.link})` } : {}),
    })),
    opened: texts(
      opened.map((line) => {
        const who = line.requester?.name ?? 'somebody'
        const approved = approvedText(line.approvers, cards.reader)
        const time = `${clockTime(line.openedAt, reader)} to ${clockTime(line.endsAt, reader)}`
        return `${line.vm} port ${line.ports.join(', ')} · ${who} from ${line.source.split(', ').map(showSource).join(', ')} · ${time} · ${approved} · ${line.request}`
      }),
    ),
    notes: texts([
      ...(more > 0 ? [`and ${more} more`] : []),
      ...(unsigned.length > mostUnsigned ? ['More uses of break-glass wait for a signature: /jit reviews'] : []),
      `Ledger head ${head.seq}: ${head.hash === '' ? 'empty' : head.hash}`,
    ]),
  })
  return { card, summary: `${title}: ${summary}` }
}

/** A chart says no more than the words beside it: not every client draws one. */
function chartsOf(digest: Digest) {
  const outcomes = outcomesOf(digest)
  const { days } = digest
  const inWords = (parts: readonly { label: string; count: number }[]) =>
    parts.map(({ label, count }) => `${label}: ${count}`).join(' · ')
  const bars = (parts: readonly { label: string; count: number }[]) =>
    parts.map(({ label, count }) => ({ x: label, y: count }))
  const perDay = days.map(({ day, count }) => ({ label: day, count }))
  return {
    outcomes: outcomes.length > 1 ? [{ bars: bars(outcomes), words: escapeMarkdown(inWords(outcomes)) }] : [],
    days:
      days.length > 1 && days.length <= mostDays
        ? [{ bars: bars(perDay), words: escapeMarkdown(inWords(perDay)) }]
        : [],
  }
}

function standingLine({ request, vmName, ports, endsAt, isOverdue }: StandingLine, reader: Reader): string {
  const until = isOverdue ? 'should have shut at' : 'until'
  return `${vmName} port ${ports.join(', ')} · ${request.requester.name} · ${until} ${clockTime(endsAt, reader)} · ${request.id}`
}
