import type { Audience } from '../domain/posting.ts'
import type { Request } from '../domain/request.ts'
import type { CommandContext } from './command.ts'

/** Shows a request's card here through the outbox, so that it follows the request from now on like every other card of it. */
export async function showTracked({ deps, turn }: CommandContext, request: Request, audience: Audience): Promise<void> {
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
}
