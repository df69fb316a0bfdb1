import type { Cards } from '../../../src/bot/cards/expand.ts'
import { noticeCard } from '../../../src/bot/cards/notice.ts'
import { requestCard } from '../../../src/bot/cards/request-card.ts'
import { requestIdFrom } from '../../../src/domain/ids.ts'
import type { Request, RequestState } from '../../../src/domain/request.ts'
import type { OutgoingMessage } from '../../../src/ports/messenger.ts'
import { emma, noon } from '../../fixtures.ts'

const hour = 3_600_000
const other = requestIdFrom(Uint8Array.of(7, 7, 7, 7, 7))
const old = { prefix: '198.51.100.0/24', network: 'vpn', others: [{ prefix: '203.0.113.200/32' }] }

/** Requests whose requester's address changed: what goes on, and what it left. */
export function everyMovedCard(
  cards: Cards,
  requestIn: (state: RequestState, large?: boolean) => Request,
): [string, OutgoingMessage | undefined][] {
  const view = {}
  const moved = (request: Request): Request => ({
    ...request,
    extends: { request: other, since: noon - hour, until: noon + hour, movedFrom: old },
  })
  const left = (request: Request, note: string): Request => ({
    ...request,
    openings: request.openings.map((opening) => ({
      ...opening,
      movedTo: other,
      closeAsked: { by: emma, at: noon, ...(note === '' ? {} : { note }) },
    })),
  })
  return [
    ...(['requester', 'approvers'] as const).flatMap((audience) => [
      ...(['pending', 'opening', 'open', 'closed', 'failed'] as const).map((state): [string, OutgoingMessage] => [
        `moved request ${state} for ${audience}`,
        requestCard(cards, moved(requestIn(state, true)), { ...view, audience }),
      ]),
      ...(['open', 'closed'] as const).flatMap((state) =>
        ['', `The old address can not be shut at once, because ${'of much '.repeat(40)}.`].map(
          (note): [string, OutgoingMessage] => [
            `request ${state} that was left ${note === '' ? '' : 'with a note '}for ${audience}`,
            requestCard(cards, left(requestIn(state, true), note), { ...view, audience }),
          ],
        ),
      ),
    ]),
    ['notice open of a move', noticeCard(cards, moved(requestIn('open', true)), 'open', view)],
    ['notice before the end, moved', noticeCard(cards, left(requestIn('open', true), ''), 'ends soon', view)],
    [
      'notice of an end, moved',
      noticeCard(cards, left(requestIn('closed'), ''), 'ends soon', { ...view, posted: true }),
    ],
  ]
}
