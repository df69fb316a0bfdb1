import { delegationCard } from '../../../src/bot/cards/delegation-card.ts'
import type { Cards } from '../../../src/bot/cards/expand.ts'
import { requestCard } from '../../../src/bot/cards/request-card.ts'
import type { Request, RequestState } from '../../../src/domain/request.ts'
import type { OutgoingMessage } from '../../../src/ports/messenger.ts'
import { adam, aisha, emma, noon } from '../../fixtures.ts'

const view = {}
const away = { ...adam, name: `**Adam** <at>x</at> ${'a'.repeat(190)}` }

/** What is shown of those who stand in: on a request that waits, in a decision, and to themselves. */
export function everyDelegationCard(
  cards: Cards,
  requestIn: (state: RequestState, large?: boolean) => Request,
): [string, OutgoingMessage][] {
  const standIns = Array.from({ length: 20 }, (_, i) => ({ by: away, to: aisha, since: noon, until: noon + i }))
  const decision = { by: aisha, verdict: 'approve', at: noon, groups: ['sre-leads'], standsFor: [away, emma] } as const
  return [
    ...(['requester', 'approvers'] as const).flatMap((audience): [string, OutgoingMessage][] => [
      [
        `request with many who stand in, for ${audience}`,
        requestCard(cards, { ...requestIn('pending', true), standIns }, { ...view, audience }),
      ],
      [
        `request that a delegate approved, for ${audience}`,
        requestCard(cards, { ...requestIn('open', true), decisions: [decision] }, { ...view, audience }),
      ],
    ]),
    ['told to whoever stands in', delegationCard(cards, { by: away, to: aisha, since: noon, until: noon + 1 })],
    ['told to whoever is away', delegationCard(cards, { by: aisha, to: away, since: noon, until: noon + 1 }, true)],
  ]
}
