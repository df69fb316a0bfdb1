import { adminNewsCard } from '../../../src/bot/cards/admin-news-card.ts'
import type { Cards } from '../../../src/bot/cards/expand.ts'
import { noticeCard } from '../../../src/bot/cards/notice.ts'
import type { BoundAs } from '../../../src/domain/channel-state.ts'
import type { Request, RequestState } from '../../../src/domain/request.ts'
import type { OutgoingMessage } from '../../../src/ports/messenger.ts'
import { emma, must } from '../../fixtures.ts'

const title = `**Ops** <at>x</at> ${'o'.repeat(190)}`
const bound: readonly BoundAs[] = [
  ...Array.from({ length: 12 }, (_, i): BoundAs => ({ purpose: 'approvals', name: `${i}${'a'.repeat(58)}` })),
  { purpose: 'digest', every: 'weekly', day: 'fri', hour: 9, minute: 5, zone: 'America/Argentina/Buenos_Aires' },
]

/** What is shown of channels that come and go, and to people who cannot be reached in person. */
export function everyArrivalCard(
  cards: Cards,
  requestIn: (state: RequestState, large?: boolean) => Request,
): [string, OutgoingMessage][] {
  const lost = { kind: 'channel lost', title, bound, why: 'the channel was deleted' } as const
  const pending = Array.from({ length: 400 }, () => requestIn('pending').id)
  const mention = { ...emma, name: `<b>**${emma.name}**</b> </at> [x](y)` }
  return [
    ['for admins: a channel is lost', adminNewsCard(cards, { ...lost, pending: [] })],
    ['for admins: a channel is lost where many wait', adminNewsCard(cards, { ...lost, pending })],
    ['for admins: and their cards moved', adminNewsCard(cards, { ...lost, pending, movedTo: title })],
    ['for admins: a channel is back', adminNewsCard(cards, { kind: 'channel back', title, bound })],
    ...(['open', 'denied'] as const).map((notice): [string, OutgoingMessage] => [
      `${notice}, told to somebody without the app`,
      must(noticeCard(cards, requestIn(notice, true), notice, { mention })),
    ]),
  ]
}
