import type { Clock } from '../ports/clock.ts'
import type { FileLink } from '../ports/downloads.ts'
import type { Render } from '../ports/render.ts'
import { adminNewsCard } from './cards/admin-news-card.ts'
import { configurationCard } from './cards/configuration-card.ts'
import { delegationCard } from './cards/delegation-card.ts'
import { digestCard } from './cards/digest-card.ts'
import { driftCard, ruleDriftCard } from './cards/drift-card.ts'
import type { Cards } from './cards/expand.ts'
import { noticeCard } from './cards/notice.ts'
import { policyDriftCard, vmGoneCard } from './cards/policy-drift-card.ts'
import { requestCard } from './cards/request-card.ts'

/** What the outbox shows. Several people read these cards, so times are in the configured zone. */
export function cardRender({
  cards,
  clock,
  zone,
  fileLink,
}: {
  readonly cards: Cards
  readonly clock: Clock
  readonly zone: string
  readonly fileLink: FileLink
}): Render {
  return {
    requestCard: (request, audience, viewers = []) =>
      requestCard(cards, request, { audience, zone, now: clock.now(), fileLink, viewers }),
    notice: (request, notice, how) => noticeCard(cards, request, notice, { zone, now: clock.now(), fileLink, ...how }),
    configurationCard: (configuration) => configurationCard(cards, configuration),
    drift: (window) => driftCard(cards, window, { zone, now: clock.now() }),
    adminNews: (news) => adminNewsCard(cards, news),
    ruleDrift: (drift) => ruleDriftCard(cards, drift),
    policyDrift: (drift) => policyDriftCard(cards, drift),
    vmGone: (gone) => vmGoneCard(cards, gone),
    delegation: (delegation) => delegationCard(cards, delegation, { zone, now: clock.now() }),
    digest: (digest, where) => digestCard(cards, digest, { zone: where }),
  }
}
