import type { Destination } from '../domain/posting.ts'
import type { Request } from '../domain/request.ts'
import type { ConfigurationStore } from '../ports/configuration-store.ts'
import type { Outbox, PendingPosting } from '../ports/store.ts'
import type { LoseDeps } from './lose-channel.ts'
import { goneLoud } from './loud-cards.ts'
import { otherChannel } from './other-channel.ts'
import { adminPosting, channelsForAdmins } from './tell-admins.ts'

export interface FallBackDeps extends LoseDeps {
  readonly outbox: Outbox
  readonly configurations: ConfigurationStore
}

/** Where a message goes whose place is no more, or undefined: then nobody has to read it, or others were told instead. */
export async function fallBack(deps: FallBackDeps, posting: PendingPosting): Promise<Destination | undefined> {
  const { content } = posting
  switch (content.kind) {
    // For the channel, or for one person alone.
    case 'digest':
    case 'drift':
    case 'rule drift':
    case 'policy drift':
    case 'vm gone':
      return undefined
    // Whoever is away can tell them in another way.
    case 'delegation': {
      const { by, to } = content.delegation
      return posting.to.kind === 'person' && posting.to.person === to.id ? { kind: 'person', person: by.id } : undefined
    }
    case 'admin news':
      await tellInChannel(deps, posting)
      return undefined
    case 'configuration card': {
      const configuration = await deps.configurations.find(content.configuration)
      return configuration && posting.to.kind === 'conversation'
        ? { kind: 'person', person: configuration.author.id }
        : undefined
    }
    case 'request card':
    case 'notice': {
      const request = await deps.store.find(content.request)
      if (!request) return undefined
      if (content.kind === 'request card' && content.audience === 'approvers')
        return await forApprovers(deps, posting, request)
      // What is said in the thread of a card is for the channel: nobody is pursued in person.
      if (content.kind === 'notice' && content.under !== undefined) return await besideCard(deps, posting, request)
      return await forRequester(deps, posting, request)
    }
  }
}

/** A break-glass has to be heard of, and what waits has to be decided; whatever else the card says, nobody waits for it there. */
async function forApprovers(
  deps: FallBackDeps,
  posting: PendingPosting,
  request: Request,
): Promise<Destination | undefined> {
  if (posting.to.kind !== 'conversation') return undefined
  if (request.breakGlass) return await goneLoud(deps, posting)
  if (request.state !== 'pending') return undefined
  const other = await otherChannel(deps, [posting.to.id, ...(request.channels ?? [])])
  return other && { kind: 'conversation', id: other.conversation }
}

/** The thread of another card for the approvers of that request, if there is one. */
async function besideCard(
  { outbox }: FallBackDeps,
  { to }: PendingPosting,
  { id, channels = [] }: Request,
): Promise<Destination | undefined> {
  if (to.kind !== 'conversation') return undefined
  const there = (await outbox.approversCards(id)).filter(({ conversation }) => baseOf(conversation) !== to.id)
  // Where the request was told from the beginning, its reminders come by themselves.
  const moved = there.find(({ conversation }) => !channels.includes(baseOf(conversation)))
  return moved && { kind: 'conversation', id: baseOf(moved.conversation), thread: threadOf(moved) }
}

/**
 * In turn: where the requester asked, their personal chat, and last, for what happened and not for their own card, the thread of the
 * approvers' card, where a mention tells them.
 */
async function forRequester(
  deps: FallBackDeps,
  { to, content }: PendingPosting,
  request: Request,
): Promise<Destination | undefined> {
  const { conversation, thread, personal } = request.origin
  const own = personal && to.kind === 'conversation' && to.id === conversation
  if (own || (to.kind === 'conversation' && to.id === conversation && content.kind === 'request card'))
    return { kind: 'person', person: request.requester.id }
  if (to.kind === 'person' && !personal)
    return { kind: 'conversation', id: conversation, ...(thread === undefined ? {} : { thread }) }
  if (content.kind !== 'notice') return undefined
  const [card] = (await deps.outbox.approversCards(request.id)).filter(
    (at) => to.kind === 'person' || baseOf(at.conversation) !== to.id,
  )
  return card && { kind: 'conversation', id: baseOf(card.conversation), thread: threadOf(card) }
}

/** An admin can not be reached in person: said once in a channel, for however many of them that is so. */
async function tellInChannel(deps: FallBackDeps, { key, to, content }: PendingPosting): Promise<void> {
  if (content.kind !== 'admin news' || to.kind !== 'person') return
  const all = await channelsForAdmins(deps)
  const states = await deps.channels.of(all.map(({ id }) => id))
  const [channel] = all.filter(({ id }) => !states.get(id)?.lost)
  const about = key.replace(/^admins:/, '').replace(/\|[^|]*$/, '')
  if (channel) await deps.outbox.add([adminPosting(about, content.news, channel)], [])
}

const baseOf = (conversation: string) => conversation.split(';')[0] ?? conversation

/** The message that opened the thread in which a message stands: perhaps itself. */
function threadOf({ conversation, messageId }: { readonly conversation: string; readonly messageId: string }): string {
  return conversation.split(';messageid=')[1] ?? messageId
}
