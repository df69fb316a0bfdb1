import type { UnsignedGlass } from '../domain/digest.ts'
import type { Destination } from '../domain/posting.ts'
import type { BreakGlassStore } from '../ports/break-glass-store.ts'
import type { ChannelStates } from '../ports/channel-states.ts'
import type { Binding, BindingStore, Outbox, PendingPosting } from '../ports/store.ts'
import { cardLinks } from './card-links.ts'

const mostInDigest = 100

/** What a digest names until somebody signs: uses before its end. */
export async function unsignedGlass(
  deps: { readonly breakGlass: BreakGlassStore; readonly outbox: Outbox },
  to: number,
): Promise<UnsignedGlass[]> {
  const requests = (await deps.breakGlass.unsigned(mostInDigest)).filter(({ submittedAt }) => submittedAt < to)
  const links = await cardLinks(deps, requests)
  return requests.map(({ id, requester, targets, submittedAt }) => {
    const link = links.get(id)
    const vms = targets.map(({ vmName }) => vmName)
    return { request: id, requester, vms, usedAt: submittedAt, ...(link ? { link } : {}) }
  })
}

/**
 * Where the approvers' card of a break-glass goes when its channel is gone: to any other channel that is bound, one that is not lost
 * before one that is, since somebody has to hear of it.
 */
export async function goneLoud(
  { bindings, channels }: { readonly bindings: BindingStore; readonly channels: ChannelStates },
  { to, key }: PendingPosting,
): Promise<Destination | undefined> {
  if (to.kind !== 'conversation') return undefined
  const all = (await bindings.list()).filter(({ conversation }) => conversation !== to.id)
  // The key names the channel that it was meant for first: back there would be in circles.
  const others = all.filter(({ conversation }) => !key.endsWith(`:${conversation}`))
  const states = await channels.of(others.map(({ conversation }) => conversation))
  const cost = ({ conversation, purpose }: Binding) =>
    (states.get(conversation)?.lost ? 2 : 0) + (purpose === 'digest' ? 1 : 0)
  const [other] = [...others].sort((a, b) => cost(a) - cost(b))
  return other && { kind: 'conversation', id: other.conversation }
}
