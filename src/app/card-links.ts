import type { RequestId } from '../domain/ids.ts'
import { messageLink } from '../domain/message-link.ts'
import type { Request } from '../domain/request.ts'
import type { Outbox } from '../ports/store.ts'

/** Links to the approvers' cards of these requests, for those that stand in a channel. Whoever may read of the request may have its link. */
export async function cardLinks(
  { outbox }: { readonly outbox: Outbox },
  requests: readonly Pick<Request, 'id' | 'requester'>[],
): Promise<ReadonlyMap<RequestId, string>> {
  const places = await outbox.approvalCards(requests.map(({ id }) => id))
  return new Map(
    requests.flatMap(({ id, requester }) => {
      const place = places.get(id)
      const link = place && messageLink(place, requester.id.split('/')[0] ?? '')
      return link ? [[id, link] as const] : []
    }),
  )
}
