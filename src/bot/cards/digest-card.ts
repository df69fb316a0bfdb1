import { clockTime, zonedTime } from '../../domain/clock-time.ts'
import {
  type Digest,
  type DigestCount,
  type DigestLine,
  digestCounts,
  type UnsignedGlass,
} from '../../domain/digest.ts'
import { formatDuration } from '../../domain/duration.ts'
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
  brokenGlass: 'Break-glass: opened without an approval',
  signedGlass: 'Break-glass signed for',
  unattended: 'Approved by the access policy alone',
}

function approvedText(approvers: DigestLine['approvers']): string {
  if (approvers === 'break-glass') return 'break-glass, approved by nobody'
  if (!approvers) return 'approval not known'
  return approvers.length === 0 ? 'approved by the access policy' : `approved by ${names(approvers)}`
}

const mostUnsigned = 10

/** `Adam Novak on web01, 3 h ago (Mon 23 Nov 15:04): K7M3QX2P`. */
function unsignedText({ request, requester, vms, usedAt }: UnsignedGlass, zone: string, now: number): string {
  const days = Math.floor((now - usedAt) / 86_400_000)
  const age = days > 0 ? `${days} ${days === 1 ? 'day' : 'days'}` : formatDuration(now - usedAt)
  return `${requester.name} on ${vms.slice(0, 5).join(', ')}, ${age} ago (${clockTime(usedAt, zone, now)}): ${request}`
}

/** The digest of a period: counts, the windows opened, and the head of the ledger as witness. */
export function digestCard(cards: Cards, digest: Digest, { zone }: { readonly zone: string }): OutgoingMessage {
  const { counts, opened, unsigned, head, from, to } = digest
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
    unsigned: texts(unsigned.slice(0, mostUnsigned).map((glass) => unsignedText(glass, zone, to))),
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
      ...(unsigned.length > mostUnsigned ? ['More uses of break-glass wait for a signature: /jit reviews'] : []),
      `Ledger head ${head.seq}: ${head.hash === '' ? 'empty' : head.hash}`,
    ]),
  })
  return { card, summary: `${title}: ${summary}` }
}
