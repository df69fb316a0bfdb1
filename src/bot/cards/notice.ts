import { formatDuration } from '../../domain/duration.ts'
import { opensLater } from '../../domain/life-cycle/decisions.ts'
import type { Person } from '../../domain/person.ts'
import type { NoticeKind } from '../../domain/posting.ts'
import type { Request } from '../../domain/request.ts'
import type { FileLink } from '../../ports/downloads.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { awaitedTexts, escalatedTexts } from '../words/awaited.ts'
import { reviewedNotice } from '../words/break-glass.ts'
import { requestTitle, sourceText } from '../words/describe.ts'
import { doubtText } from '../words/proof.ts'
import { stricterTexts } from '../words/stricter.ts'
import { type Answer, answerCard, runButton } from './answer.ts'
import { endNotice } from './end-notice.ts'
import type { Cards } from './expand.ts'
import { mentioningCard } from './mention.ts'
import { approversText, connectLines, notFromText, rdpLinks, stays } from './request-card.ts'

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
  const answer =
    notice === 'ends soon' ? endNotice(request, { posted }, cards.reader) : noticeText(request, notice, cards.reader)
  if (answer && mention) return mentioningCard(cards, answer, mention)
  const toCard = cardLink === undefined ? [] : [{ title: `Open the card of ${request.id}`, url: cardLink }]
  const links = notice === 'open' ? rdpLinks(request, fileLink) : forApprovers.has(notice) ? toCard : []
  return answer && answerCard(cards, { ...answer, links })
}

function noticeText(request: Request, notice: Exclude<NoticeKind, 'ends soon'>, reader: Reader): Answer | undefined {
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
        title: `${openedText(request)} until ${until}: ${standing.length === request.targets.length ? title : standing.map(({ name }) => name).join(', ')}`,
        tone: 'good',
        paragraphs: [
          `Opened to ${sourceText(request.source, reader.words)} alone. Approved by ${approversText(request, reader)}.`,
          ...(request.extends?.movedFrom && standing.length === request.targets.length
            ? [
                `The old address, ${sourceText(request.extends.movedFrom, reader.words)}, is being shut. Sessions that are connected stay up.`,
              ]
            : []),
          ...request.openings.flatMap((opening, i) =>
            opening.state === 'open' && opening.notFrom
              ? [`${request.targets[i]?.vmName} is open${notFromText(opening, reader)}: ${opening.notFrom.why}.`]
              : [],
          ),
          ...(standing.length === request.targets.length
            ? []
            : ['The other machines of this request are not open yet; its card shows each.']),
        ],
        notes: doubts,
        code: connectLines(request, reader),
      }
    case 'closing': {
      const asked = request.openings.find(({ closeAsked }) => closeAsked)?.closeAsked
      return {
        title: `Being closed: ${title}`,
        tone: 'warning',
        paragraphs: [`${asked?.by.name ?? 'An approver'} closes it before its end. ${stays(request, reader)}`],
      }
    }
    case 'closed':
      return {
        title: `Closed: ${title}`,
        tone: 'emphasis',
        paragraphs: [
          ...(doubts.length > 0
            ? doubts
            : [`The window is over and Azure shows it shut (${request.end?.why ?? 'expired'}).`]),
          stays(request, reader),
        ],
      }
    case 'still open':
      if (!request.openings.some((opening) => opening.state === 'closing')) return undefined
      return {
        title: `Not confirmed shut: ${title}`,
        tone: 'attention',
        paragraphs: [
          'A window of this request is over, but it could not be confirmed that the port is shut. It is looked at again and again, and the operator has been told.',
          ...doubts,
        ],
      }
    case 'reviewed':
      return reviewedNotice(request, title, reader)
    case 'reminder': {
      // Decided in the meantime: there is nothing to remind of.
      if (request.state !== 'pending') return undefined
      const waited = formatDuration(Math.floor((reader.now - request.submittedAt) / 60_000) * 60_000)
      return {
        title: `Still waiting: ${request.requester.name} asks for ${title}`,
        tone: 'warning',
        paragraphs: [
          `Request ${request.id} has waited for ${waited}. It lapses at ${zonedTime(request.lapsesAt, reader)}.`,
          ...awaitedTexts(request, reader),
        ],
        buttons: [runButton('Show it', `status ${request.id}`)],
      }
    }
    case 'escalated':
      if (request.state !== 'pending') return undefined
      return {
        title: `Escalated: ${request.requester.name} asks for ${title}`,
        tone: 'warning',
        paragraphs: [...escalatedTexts(request, reader), ...awaitedTexts(request, reader)],
        buttons: [runButton('Show it', `status ${request.id}`)],
      }
    case 'approved':
      if (!opensLater(request, reader.now)) return undefined
      return {
        title: `Approved: ${title}`,
        tone: 'good',
        paragraphs: [
          `Approved by ${approversText(request, reader)}. It opens at ${zonedTime(request.startsAt ?? 0, reader)}, after the access policy was asked again; the clock starts then.`,
          `You can take it back until then: /jit cancel ${request.id}`,
        ],
      }
    case 'stricter':
      return {
        title: `Stricter since you asked: ${title}`,
        tone: 'warning',
        paragraphs: [
          ...stricterTexts(request, reader),
          (request.stricter?.findings.length ?? 0) > 0
            ? 'It can not be approved as it is: cancel it and ask again within what is allowed.'
            : 'It goes on waiting for the approvals that are missing.',
        ],
      }
    case 'denied':
      return {
        title: `Denied: ${title}`,
        tone: 'attention',
        paragraphs: [
          `${request.end?.by?.name ?? 'An approver'} denied it: ${request.end?.why ?? ''}`,
          ...olderStays(request, reader),
        ],
      }
    case 'lapsed':
      return {
        title: `Lapsed: ${title}`,
        tone: 'warning',
        paragraphs: [
          `Request ${request.id} lapsed: ${request.end?.why ?? ''}. Ask again if you still need it.`,
          ...olderStays(request, reader),
        ],
      }
    case 'failed':
      return {
        title: `Could not be opened: ${title}`,
        tone: 'attention',
        paragraphs: [
          ...request.openings.flatMap(({ failure }, i) =>
            failure ? [`${request.targets[i]?.vmName}: ${failure}`] : [],
          ),
          ...(request.state === 'failed' ? ['Press Retry on the card of the request, or ask your platform team.'] : []),
        ],
      }
    default:
      return notice satisfies never
  }
}

function openedText({ extends: extension }: Request): string {
  return extension && !extension.movedFrom ? 'Extended' : 'Open'
}

/** An extension that came to nothing takes nothing away. */
function olderStays({ extends: extension }: Request, reader: Reader): string[] {
  return extension ? [`What request ${extension.request} has open stays open until its end.`] : []
}
