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
  summary: 'Read the ledger: who asked, who approved, what Azure did, when it ended; as a file too',
  usage: 'audit [7d] [request, machine or person] [entries] [csv]',
  details: [
    'A period is 24h, 7d, 2w, 2026-11-01 or 2026-11-01..2026-11-08; without one it is the last 7 days.',
    'A request id opens its whole story, with what Azure’s activity log has of it.',
    'csv sends you a link to a file with every entry: for you, in your personal chat, to be used once.',
    'entries shows the entries themselves, refusals and changes of rules too.',
    'Its integrity is checked with the command line: jit-access-bot audit verify',
  ],
  examples: ['audit', 'audit 30d web01', 'audit 24h entries', 'audit 2026-11-01..2026-11-08 csv'],
  async run(context) {
    const { deps, turn, rest } = context
    const asked = parseAudit(rest, deps.clock.now(), turn.zone ?? deps.zone)
    if (asked.problem !== undefined) {
      return answerCard(deps.cards, {
        title: 'That can not be looked up',
        tone: 'warning',
        paragraphs: [asked.problem],
        buttons: [runButton('Last 7 days', 'audit 7d'), runButton('Help', 'help audit')],
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
  const shown = subject.length > 60 ? `${subject.slice(0, 60)}…` : subject
  const days = periodTyped
    ? `${period.text.replace(/^last (?:(\d+) )?([a-z])\w*$/, (_, n = '1', unit) => `${n}${unit}`)} `
    : ''
  const rest = `${entries ? ' entries' : ''}${csv ? ' csv' : ''}`
  return answerCard(deps.cards, {
    title: `Which ${shown}?`,
    tone: 'accent',
    paragraphs: [`The ledger and the estate know more than one: ${choices.map(({ title }) => title).join(', ')}.`],
    buttons: choices.map(({ title, words }) =>
      runAsTyped(title.slice(0, 40), `audit ${days}${words}${rest}`, turn.person),
    ),
  })
}
