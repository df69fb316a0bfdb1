import type { UnsignedGlass } from '../domain/digest.ts'
import type { Destination } from '../domain/posting.ts'
import type { BreakGlassStore } from '../ports/break-glass-store.ts'
import type { BindingStore, PendingPosting, RequestStore } from '../ports/store.ts'

const mostInDigest = 100

/** What a digest names until somebody signs: uses before its end. */
export async function unsignedGlass(
  { breakGlass }: { readonly breakGlass: BreakGlassStore },
  to: number,
): Promise<UnsignedGlass[]> {
  const requests = (await breakGlass.unsigned(mostInDigest)).filter(({ submittedAt }) => submittedAt < to)
  return requests.map(({ id, requester, targets, submittedAt }) => {
    return { request: id, requester, vms: targets.map(({ vmName }) => vmName), usedAt: submittedAt }
  })
}

/**
 * Where the approvers' card of a break-glass goes when its channel is gone: to any other channel that is bound, since somebody has to
 * hear of it. Other requests have no other place.
 */
export async function otherChannel(
  { store, bindings }: { readonly store: RequestStore; readonly bindings: BindingStore },
  { content, to, key }: PendingPosting,
): Promise<Destination | undefined> {
  if (content.kind !== 'request card' || to.kind !== 'conversation') return undefined
  const request = await store.find(content.request)
  if (!request?.breakGlass) return undefined
  const all = (await bindings.list()).filter(({ conversation }) => conversation !== to.id)
  // The key names the channel that it was meant for first: back there would be in circles.
  const others = all.filter(({ conversation }) => !key.endsWith(`:${conversation}`))
  const [other] = [...others].sort((a, b) => Number(a.purpose === 'digest') - Number(b.purpose === 'digest'))
  return other && { kind: 'conversation', id: other.conversation }
}
