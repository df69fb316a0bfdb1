import type { Request } from '../domain/request.ts'
import type { Outbox, PendingPosting } from '../ports/store.ts'
import { cardLinks } from './card-links.ts'

/** To the card that a notice in its thread speaks of: a notification alone does not show the way. */
export async function linkFor(
  deps: { readonly outbox: Outbox },
  { under }: Extract<PendingPosting['content'], { kind: 'notice' }>,
  request: Request,
): Promise<{ readonly cardLink?: string }> {
  const cardLink = under === undefined ? undefined : (await cardLinks(deps, [request])).get(request.id)
  return cardLink === undefined ? {} : { cardLink }
}

/** In the thread of the message that it speaks of, where that is there. */
export async function placeOf(
  { outbox }: { readonly outbox: Outbox },
  { to, content }: PendingPosting,
): Promise<PendingPosting['to']> {
  if (content.kind !== 'notice' || content.under === undefined || to.kind !== 'conversation') return to
  const card = await outbox.placeOf(content.under)
  // Only a channel has threads; a card that moved elsewhere is not followed.
  const thread = card?.conversation.startsWith(`${to.id};messageid=`) ? card.conversation.split('=')[1] : undefined
  return thread ? { ...to, thread } : to
}
