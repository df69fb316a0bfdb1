import { type AuditSubject, auditSubject } from '../../app/audit-subject.ts'
import { entriesPage, requestsPage, storyOf } from '../audit-pages.ts'
import { answerCard, runAsTyped, runButton } from '../cards/answer.ts'
import type { Command, CommandContext } from '../command.ts'
import { sendAuditCsv } from '../send-audit-csv.ts'
import { type AuditAsked, parseAudit } from '../text/parse-audit.ts'

export const audit: Command = {
  name: 'audit',
  aliases: ['ledger', 'log'],
  who: 'auditors',
  usage: 'audit [7d] [request, machine or person] [entries] [csv]',
  examples: ['audit', 'audit 30d web01', 'audit 24h entries', 'audit 2026-11-01..2026-11-08 csv'],
  async run(context) {
    const { deps, turn, rest } = context
    const { answers, chat } = deps.reader.words
    const asked = parseAudit(rest, deps.clock.now(), turn.zone ?? deps.zone)
    if (asked.problem !== undefined) {
      return answerCard(deps.cards, {
        title: answers.audit.notLookedUp,
        tone: 'warning',
        paragraphs: [asked.problem(deps.reader)],
        buttons: [runButton(chat.buttons.last7Days, 'audit 7d'), runButton(chat.buttons.help, 'help audit')],
      })
    }
    const subject = await auditSubject(deps, asked.subject)
    if (subject.kind === 'several') return which(context, asked, subject)
    if (asked.csv) return await sendAuditCsv(context, asked, subject)
    if (subject.kind === 'request') return await storyOf(context, asked, subject.request)
    if (subject.kind === 'text' || asked.entries) return await entriesPage(context, asked, subject)
    return await requestsPage(context, asked, subject)
  },
}

function which(
  { deps, turn }: CommandContext,
  { subject, entries, csv, period, periodTyped }: AuditAsked,
  { choices }: Extract<AuditSubject, { kind: 'several' }>,
) {
  const { audit: text } = deps.reader.words.answers
  const shown = subject.length > 60 ? `${subject.slice(0, 60)}…` : subject
  const days = periodTyped ? `${period.word} ` : ''
  const rest = `${entries ? ' entries' : ''}${csv ? ' csv' : ''}`
  return answerCard(deps.cards, {
    title: text.which(shown),
    tone: 'accent',
    paragraphs: [text.several(choices.map(({ title }) => title).join(', '))],
    buttons: choices.map(({ title, words }) =>
      runAsTyped(title.slice(0, 40), `audit ${days}${words}${rest}`, turn.person),
    ),
  })
}
