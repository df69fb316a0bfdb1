import type { AuditSubject } from '../app/audit-subject.ts'
import { offerAuditCsv } from '../app/offer-download.ts'
import type { AuditFilter } from '../ports/audit-trail.ts'
import { DeliveryError, type OutgoingMessage } from '../ports/messenger.ts'
import { zonedTime } from '../words/clock-time.ts'
import { noOne, type Reader } from '../words/reader.ts'
import { answerCard } from './cards/answer.ts'
import type { CommandContext } from './command.ts'
import type { AuditAsked } from './text/parse-audit.ts'

/** Makes the link to the file and gives it to the person alone: what is said in a channel has no link in it. */
export async function sendAuditCsv(
  { deps, turn }: CommandContext,
  asked: AuditAsked,
  subject: Exclude<AuditSubject, { kind: 'several' }>,
): Promise<OutgoingMessage> {
  const { file: text } = deps.reader.words.auditing
  const refused = (title: string, said: string) =>
    answerCard(deps.cards, { title, tone: 'warning', paragraphs: [said] })
  if (subject.kind === 'text') {
    return refused(text.noneOfThat, text.onlyKnown(asked.subject.slice(0, 80)))
  }
  const { period } = asked
  const name = subject.kind === 'one' ? subject.name : subject.kind === 'request' ? subject.request : undefined
  const of = (reader: Reader) =>
    [subject.kind === 'request' ? undefined : period.text(reader), name].filter((part) => part !== undefined).join(', ')
  const now = deps.clock.now()
  const offer = await offerAuditCsv(deps, turn.person, filterOf(asked, subject, now), of(noOne))
  if (!offer) {
    return refused(text.none, text.noPublicUrl)
  }
  const card = answerCard(deps.cards, {
    title: text.title(of(deps.reader)),
    tone: 'accent',
    paragraphs: [text.yoursAlone],
    links: [{ title: text.open, url: offer.url }],
    notes: [text.goodUntil(zonedTime(offer.expiresAt, deps.reader))],
  })
  if (turn.conversation.kind === 'personal') return card
  try {
    await deps.messenger.post({ kind: 'person', person: turn.person.id }, card)
    return answerCard(deps.cards, {
      title: text.inPersonalChat,
      tone: 'accent',
      paragraphs: [text.notForChannel],
    })
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error
    deps.log.warn({ person: turn.person.id, err: error }, 'a link could not be handed over')
    return refused(text.notHandedOver, text.writeFirst)
  }
}

/** Up to now where the period goes on: what comes while the file is read is not in it. */
function filterOf(
  { period: { from, to } }: AuditAsked,
  subject: Exclude<AuditSubject, { kind: 'several' | 'text' }>,
  now: number,
): AuditFilter {
  if (subject.kind === 'request') return { request: subject.request, to: now }
  return { from, to: to ?? now, ...(subject.kind === 'one' ? subject.filter : {}) }
}
