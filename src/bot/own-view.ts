import { abilitiesOf } from '../app/abilities.ts'
import { isSettled } from '../app/viewers-of.ts'
import type { Request } from '../domain/request.ts'
import type { Turn } from '../ports/chat.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { requestCard } from './cards/request-card.ts'
import type { ChatDeps } from './command.ts'

/**
 * A request's card as this one person sees it now: with the buttons that would do something for them. `problem`: an empty deny that is
 * asked for again. Where others read along, their client asks for it anew whenever the card changes.
 */
export async function ownView(
  deps: ChatDeps,
  turn: Turn,
  request: Request,
  problem?: string,
): Promise<OutgoingMessage> {
  const mine = await abilitiesOf(deps, turn.person, request)
  return requestCard(deps.cards, request, {
    audience: mine.own ? 'requester' : 'approvers',
    mine,
    viewers: turn.conversation.kind === 'personal' || isSettled(request) ? [] : [turn.person.id],
    fileLink: deps.fileLink,
    ...(problem === undefined ? {} : { problem, askForReason: true }),
  })
}
