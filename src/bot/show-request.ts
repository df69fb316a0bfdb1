import type { Audience } from '../domain/posting.ts'
import type { Request } from '../domain/request.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import type { CommandContext } from './command.ts'
import { ownView } from './own-view.ts'

/**
 * Shows a request's card here through the outbox, so that it follows the request from now on like every other card of it; nothing is left
 * to say in the turn. Asked in private, or by a button where others read along, it is told that person alone, as it is now.
 */
export async function showTracked(
  { deps, turn, isPressed }: CommandContext,
  request: Request,
  audience: Audience,
): Promise<OutgoingMessage | undefined> {
  if (turn.targeted || (isPressed && turn.conversation.kind !== 'personal')) return await ownView(deps, turn, request)
  const { id, thread } = turn.conversation
  await deps.outbox.add(
    [
      {
        key: `card:${request.id}:${audience}:${turn.activityId}`,
        to: { kind: 'conversation', id, ...(thread === undefined ? {} : { thread }) },
        content: { kind: 'request card', request: request.id, audience },
      },
    ],
    [],
  )
  return undefined
}
