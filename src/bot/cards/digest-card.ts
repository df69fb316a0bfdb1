import { clockTime, zonedTime } from '../../domain/clock-time.ts'
import { type Digest, type DigestCount, digestCounts } from '../../domain/digest.ts'
import type { Person } from '../../domain/person.ts'
import { showSource } from '../../domain/source.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { names } from '../words/describe.ts'
import { escapeMarkdown } from '../words/escape.ts'
import { texts } from './answer.ts'
import type { Cards } from './expand.ts'

const labels: Record<DigestCount, string> = {
  submitted: 'Requests submitted',
  refused: 'Refused by the access policy',
  denied: 'Denied',
  cancelled: 'Cancelled',
  lapsed: 'Lapsed',
  failed: 'Failed to open',
  opened: 'Windows opened',
  closed: 'Windows closed and checked',
  extended: 'Windows carried on by an extension',
  overdue: 'Windows not confirmed shut in time',
  drift: 'Opened past the bot',
  ruleDrift: 'Network rules not as they should be',
  policyDrift: 'JIT policies changed elsewhere',
  gone: 'Machines gone',
  attempts: 'Clicks and commands refused',
  configured: 'Changes of port rules',
  unattended: 'Approved by the access policy alone',
}

function approvedText(approvers: readonly Person[] | undefined): string {
  if (!approvers) return 'approval not known'
  return approvers.length === 0 ? 'approved by the access policy' : `approved by ${names(approvers)}`
}

/** The digest of a period: counts, the windows opened, and the head of the ledger as witness. */
export function digestCard(cards: Cards, digest: Digest, { zone }: { readonly zone: string }): OutgoingMessage {
  const { counts, opened, head, from, to } = digest
  const title = `Access digest, ${zonedTime(from, zone, to)} to ${zonedTime(to, zone, from)}`
  const summary =
    counts.submitted === 0 && counts.opened === 0
      ? 'Nobody asked for access and nothing was opened.'
      : `Requests: ${counts.submitted}. Windows opened: ${counts.opened}, closed and checked: ${counts.closed}.`
  const more = counts.opened - opened.length
  const card = cards.expand('digest', {
    title: escapeMarkdown(title),
    summary: escapeMarkdown(summary),
    counts: digestCounts
      .filter((name) => counts[name] > 0)
      .map((name) => ({ label: labels[name], value: String(counts[name]) })),
    opened: texts(
      opened.map((line) => {
        const who = line.requester?.name ?? 'somebody'
        const approved = approvedText(line.approvers)
        const time = `${clockTime(line.openedAt, zone, to)} to ${clockTime(line.endsAt, zone, to)}`
        return `${line.vm} port ${line.ports.join(', ')} · ${who} from ${line.source.split(', ').map(showSource).join(', ')} · ${time} · ${approved} · ${line.request}`
      }),
    ),
    notes: texts([
      ...(more > 0 ? [`and ${more} more`] : []),
      `Ledger head ${head.seq}: ${head.hash === '' ? 'empty' : head.hash}`,
    ]),
  })
  return { card, summary: `${title}: ${summary}` }
}
