import type { AuditSubject } from '../app/audit-subject.ts'
import { offerAuditCsv } from '../app/offer-download.ts'
import type { AuditFilter } from '../ports/audit-trail.ts'
import { DeliveryError, type OutgoingMessage } from '../ports/messenger.ts'
import { zonedTime } from '../words/clock-time.ts'
import { answerCard } from './cards/answer.ts'
import type { CommandContext } from './command.ts'
import type { AuditAsked } from './text/parse-audit.ts'

/** Makes the link to the file and gives it to the person alone: what is said in a channel has no link in it. */
export async function sendAuditCsv(
  { deps, turn }: CommandContext,
  asked: AuditAsked,
  subject: Exclude<AuditSubject, { kind: 'several' }>,
): Promise<OutgoingMessage> {
  const refused = (title: string, said: string) =>
    answerCard(deps.cards, { title, tone: 'warning', paragraphs: [said] })
  if (subject.kind === 'text') {
    return refused(
      'No file of that',
      `“${asked.subject.slice(0, 80)}” is no request, machine or person that the ledger knows, and a file is of one of these or of everything. For example: /jit audit 30d csv`,
    )
  }
  const { period } = asked
  const name = subject.kind === 'one' ? subject.name : subject.kind === 'request' ? subject.request : undefined
  const of = [subject.kind === 'request' ? undefined : period.text, name]
    .filter((part) => part !== undefined)
    .join(', ')
  const now = deps.clock.now()
  const offer = await offerAuditCsv(deps, turn.person, filterOf(asked, subject, now), of)
  if (!offer) {
    return refused(
      'No file can be fetched from this bot',
      'It does not know its own address for browsers. The platform team sets PUBLIC_URL; meanwhile they can export the ledger with the command line.',
    )
  }
  const card = answerCard(deps.cards, {
    title: `Ledger as CSV: ${of}`,
    tone: 'accent',
    paragraphs: [
      'The link is yours alone: do not pass it on. It works once, and the download is written down in the ledger under your name.',
    ],
    links: [{ title: 'Open the download', url: offer.url }],
    notes: [`Good until ${zonedTime(offer.expiresAt, deps.reader)}.`],
  })
  if (turn.conversation.kind === 'personal') return card
  try {
    await deps.messenger.post({ kind: 'person', person: turn.person.id }, card)
    return answerCard(deps.cards, {
      title: 'The link is in your personal chat',
      tone: 'accent',
      paragraphs: ['A file of the ledger is not for a channel: open your chat with me.'],
    })
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error
    deps.log.warn({ person: turn.person.id, err: error }, 'a link could not be handed over')
    return refused(
      'The link could not be handed over',
      'Write to me in our personal chat first, /jit audit csv for example: a link to the ledger is not for a channel.',
    )
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
