import type { FileLink } from '../ports/downloads.ts'
import type { RenderFor } from '../ports/render.ts'
import type { Reader } from '../words/reader.ts'
import { adminNewsCard } from './cards/admin-news-card.ts'
import { configurationCard } from './cards/configuration-card.ts'
import { delegationCard } from './cards/delegation-card.ts'
import { digestCard } from './cards/digest-card.ts'
import { driftCard, ruleDriftCard } from './cards/drift-card.ts'
import type { Cards } from './cards/expand.ts'
import { noticeCard } from './cards/notice.ts'
import { policyDriftCard, vmGoneCard } from './cards/policy-drift-card.ts'
import { requestCard } from './cards/request-card.ts'

/** What the outbox shows. */
export function cardRender({
  cardsFor,
  fileLink,
}: {
  readonly cardsFor: (reader: Reader) => Cards
  readonly fileLink: FileLink
}): RenderFor {
  return (reader) => {
    const cards = cardsFor(reader)
    return {
      requestCard: (request, audience, viewers = []) => requestCard(cards, request, { audience, fileLink, viewers }),
      notice: (request, notice, how) => noticeCard(cards, request, notice, { fileLink, ...how }),
      configurationCard: (configuration) => configurationCard(cards, configuration),
      drift: (window) => driftCard(cards, window),
      adminNews: (news) => adminNewsCard(cards, news),
      ruleDrift: (drift) => ruleDriftCard(cards, drift),
      policyDrift: (drift) => policyDriftCard(cards, drift),
      vmGone: (gone) => vmGoneCard(cards, gone),
      delegation: (delegation, untold) => delegationCard(cards, delegation, untold),
      digest: (digest) => digestCard(cards, digest),
    }
  }
}
