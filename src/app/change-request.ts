import type { RequestId } from '../domain/ids.ts'
import type { RequestEvent } from '../domain/life-cycle/event.ts'
import { transition } from '../domain/life-cycle/transition.ts'
import type { Request } from '../domain/request.ts'
import type { Clock } from '../ports/clock.ts'
import type { RequestStore } from '../ports/store.ts'

/** How a change ended. `refused`: what the request is by now does not allow it. */
export type Changed =
  | { readonly kind: 'changed' | 'same' | 'refused'; readonly request: Request }
  | { readonly kind: 'unknown' }

/** Others may change the request at the same moment; each retry looks at what they left. */
const tries = 20

/**
 * Applies an event to the stored request by compare-and-swap. `eventFor` sees the newest version and may run several times;
 * undefined from it means that there is nothing to do.
 */
export async function changeRequest(
  { store, clock }: { readonly store: RequestStore; readonly clock: Clock },
  id: RequestId,
  eventFor: (request: Request) => RequestEvent | undefined | Promise<RequestEvent | undefined>,
): Promise<Changed> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const request = await store.find(id)
    if (!request) return { kind: 'unknown' }
    const event = await eventFor(request)
    if (!event) return { kind: 'same', request }
    const outcome = transition(request, event, clock.now())
    if (outcome.kind !== 'change') return { kind: outcome.kind, request }
    if (await store.save(outcome.change)) return { kind: 'changed', request: outcome.change.request }
  }
  throw new Error(`request ${id} changed ${tries} times under our hands`)
}
