import type { Cards } from '../../../src/bot/cards/expand.ts'
import { noticeCard } from '../../../src/bot/cards/notice.ts'
import { requestCard } from '../../../src/bot/cards/request-card.ts'
import type { Awaited, Decision, Request } from '../../../src/domain/request.ts'
import type { OutgoingMessage } from '../../../src/ports/messenger.ts'
import { adam, aisha, noon } from '../../fixtures.ts'

const hour = 3_600_000
const nasty = '**Adam** <at>x</at> [y](https://evil.example)'

/** More demands, names and groups than anybody has. */
const awaited: readonly Awaited[] = Array.from({ length: 20 }, (_, i) => ({
  rule: `rule ${i}`,
  count: 2,
  from: [`${nasty} ${i}`, 'on-call'],
  given: [nasty],
  could: i === 0 ? [] : [nasty, 'Aisha Khan', 'Omar Haddad', 'n'.repeat(200)],
  others: i % 3 === 0 ? 0 : 9_999,
}))

function waiting(request: Request): Request {
  const decision = { verdict: 'approve', at: noon, groups: ['sre-leads'] } as const
  const decisions: Decision[] = [
    { ...decision, by: adam, comment: `${nasty} ${'x'.repeat(440)}`, forMs: hour / 2 },
    { ...decision, by: aisha, comment: 'fine' },
  ]
  const escalated = Array.from({ length: 3 }, (_, i) => ({ rule: `rule ${i}`, to: [nasty, 'second'], at: noon }))
  return { ...request, awaited, decisions, escalated, startsAt: noon + 20 * hour, lapsesAt: noon + 20 * hour }
}

/** Requests that wait: for approvals, shortened and commented, escalated, or approved for a later start. */
export function everyWaitingCard(
  cards: Cards,
  requestIn: (state: 'pending' | 'approved' | 'lapsed', large?: boolean) => Request,
): [string, OutgoingMessage | undefined][] {
  const view = {}
  return [
    ...(['requester', 'approvers'] as const).flatMap((audience) =>
      (['pending', 'approved', 'lapsed'] as const).map((state): [string, OutgoingMessage] => [
        `request ${state} with comments and a start for ${audience}`,
        requestCard(cards, waiting(requestIn(state, true)), { ...view, audience }),
      ]),
    ),
    [
      'deny asked for beside the live list',
      requestCard(cards, waiting(requestIn('pending', true)), { ...view, audience: 'approvers', askForReason: true }),
    ],
    ['notice reminder', noticeCard(cards, waiting(requestIn('pending', true)), 'reminder', view)],
    ['notice escalated', noticeCard(cards, waiting(requestIn('pending', true)), 'escalated', view)],
    ['notice approved for later', noticeCard(cards, waiting(requestIn('approved', true)), 'approved', view)],
  ]
}
