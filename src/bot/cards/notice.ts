import { formatDuration } from '../../domain/duration.ts'
import { opensLater } from '../../domain/life-cycle/decisions.ts'
import type { Person } from '../../domain/person.ts'
import type { NoticeKind } from '../../domain/posting.ts'
import type { Request } from '../../domain/request.ts'
import type { FileLink } from '../../ports/downloads.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { tell } from '../../words/text.ts'
import { awaitedTexts, escalatedTexts } from '../words/awaited.ts'
import { reviewedNotice } from '../words/break-glass.ts'
import { connectLines, rdpLinks } from '../words/connect.ts'
import { approvedText } from '../words/decided.ts'
import { requestTitle, sourceText } from '../words/describe.ts'
import { notFromTexts, stays } from '../words/opening.ts'
import { doubtText } from '../words/proof.ts'
import { stricterTexts } from '../words/stricter.ts'
import { type Answer, answerCard, runButton } from './answer.ts'
import { endNotice } from './end-notice.ts'
import type { Cards } from './expand.ts'
import { mentioningCard } from './mention.ts'

const forApprovers: ReadonlySet<NoticeKind> = new Set(['reminder', 'escalated'])

/** What the requester is told as a message of its own. Undefined: told too late to be of use. */
export function noticeCard(
  cards: Cards,
  request: Request,
  notice: NoticeKind,
  {
    fileLink,
    posted = false,
    mention,
    cardLink,
  }: {
    readonly fileLink?: FileLink
    readonly posted?: boolean
    readonly mention?: Person
    readonly cardLink?: string
  },
): OutgoingMessage | undefined {
  const { notices: text } = cards.reader.words
  const answer =
    notice === 'ends soon' ? endNotice(request, { posted }, cards.reader) : noticeText(request, notice, cards.reader)
  if (answer && mention) return mentioningCard(cards, answer, mention)
  const toCard = cardLink === undefined ? [] : [{ title: text.openCard(request.id), url: cardLink }]
  const links = notice === 'open' ? rdpLinks(request, fileLink, cards.reader) : forApprovers.has(notice) ? toCard : []
  return answer && answerCard(cards, { ...answer, links })
}

function noticeText(request: Request, notice: Exclude<NoticeKind, 'ends soon'>, reader: Reader): Answer | undefined {
  const { notices: text } = reader.words
  const title = requestTitle(request, reader.words)
  const standing = request.openings.flatMap((opening, i) => {
    const target = request.targets[i]
    return target && opening.state === 'open' ? [{ name: target.vmName, endsAt: opening.endsAt ?? 0 }] : []
  })
  const until = standing.length === 0 ? '' : zonedTime(Math.min(...standing.map(({ endsAt }) => endsAt)), reader)
  const doubts = [...new Set(request.openings.flatMap((opening) => doubtText(opening, reader) ?? []))].slice(0, 3)
  switch (notice) {
    case 'open':
      if (standing.length === 0) return undefined
      return {
        title: openedTitle(
          request,
          until,
          standing.length === request.targets.length ? title : standing.map(({ name }) => name).join(', '),
          reader,
        ),
        tone: 'good',
        paragraphs: [
          `${text.openedTo(sourceText(request.source, reader.words))} ${approvedText(request, reader)}`,
          ...(request.extends?.movedFrom && standing.length === request.targets.length
            ? [text.oldAddressShutting(sourceText(request.extends.movedFrom, reader.words))]
            : []),
          ...notFromTexts(request, reader),
          ...(standing.length === request.targets.length ? [] : [text.othersNotYet]),
        ],
        notes: doubts,
        code: connectLines(request),
      }
    case 'closing': {
      const asked = request.openings.find(({ closeAsked }) => closeAsked)?.closeAsked
      return {
        title: text.beingClosed(title),
        tone: 'warning',
        paragraphs: [text.closesEarly(asked?.by.name ?? text.anApprover, stays(request, reader))],
      }
    }
    case 'closed':
      return {
        title: text.closed(title),
        tone: 'emphasis',
        paragraphs: [
          ...(doubts.length > 0 ? doubts : [text.seenShut(tell(request.end?.why ?? text.expired, reader))]),
          stays(request, reader),
        ],
      }
    case 'still open':
      if (!request.openings.some((opening) => opening.state === 'closing')) return undefined
      return {
        title: text.notConfirmed(title),
        tone: 'attention',
        paragraphs: [text.lookedAtAgain, ...doubts],
      }
    case 'reviewed':
      return reviewedNotice(request, title, reader)
    case 'reminder': {
      // Decided in the meantime: there is nothing to remind of.
      if (request.state !== 'pending') return undefined
      const waited = formatDuration(Math.floor((reader.now - request.submittedAt) / 60_000) * 60_000)
      return {
        title: text.stillWaiting(request.requester.name, title),
        tone: 'warning',
        paragraphs: [
          text.waited(request.id, waited, zonedTime(request.lapsesAt, reader)),
          ...awaitedTexts(request, reader),
        ],
        buttons: [runButton(text.showIt, `status ${request.id}`)],
      }
    }
    case 'escalated':
      if (request.state !== 'pending') return undefined
      return {
        title: text.escalated(request.requester.name, title),
        tone: 'warning',
        paragraphs: [...escalatedTexts(request, reader), ...awaitedTexts(request, reader)],
        buttons: [runButton(text.showIt, `status ${request.id}`)],
      }
    case 'approved':
      if (!opensLater(request, reader.now)) return undefined
      return {
        title: text.approved(title),
        tone: 'good',
        paragraphs: [
          `${approvedText(request, reader)} ${text.opensAt(zonedTime(request.startsAt ?? 0, reader))}`,
          text.takeBack(request.id),
        ],
      }
    case 'stricter':
      return {
        title: text.stricter(title),
        tone: 'warning',
        paragraphs: [
          ...stricterTexts(request, reader),
          (request.stricter?.findings.length ?? 0) > 0 ? text.askWithinWhatIsAllowed : text.goesOnWaiting,
        ],
      }
    case 'denied':
      return {
        title: text.denied(title),
        tone: 'attention',
        paragraphs: [
          text.deniedBy(request.end?.by?.name ?? text.anApprover, tell(request.end?.why ?? '', reader)),
          ...olderStays(request, reader),
        ],
      }
    case 'lapsed':
      return {
        title: text.lapsed(title),
        tone: 'warning',
        paragraphs: [text.lapsedWhy(request.id, tell(request.end?.why ?? '', reader)), ...olderStays(request, reader)],
      }
    case 'failed':
      return {
        title: text.failed(title),
        tone: 'attention',
        paragraphs: [
          ...request.openings.flatMap(({ failure }, i) =>
            failure ? [text.failure(request.targets[i]?.vmName ?? '', tell(failure, reader))] : [],
          ),
          ...(request.state === 'failed' ? [text.pressRetry] : []),
        ],
      }
    default:
      return notice satisfies never
  }
}

function openedTitle({ extends: extension }: Request, until: string, what: string, { words }: Reader): string {
  const { extendedUntil, openUntil } = words.notices
  return extension && !extension.movedFrom ? extendedUntil(until, what) : openUntil(until, what)
}

/** An extension that came to nothing takes nothing away. */
function olderStays({ extends: extension }: Request, reader: Reader): string[] {
  return extension ? [reader.words.notices.olderStays(extension.request)] : []
}
