import type { Origin } from '../domain/request.ts'
import type { Turn } from '../ports/chat.ts'

/** Where something is asked for: there its card goes. */
export function originOf({ conversation }: Turn): Origin {
  const { id, kind, thread } = conversation
  return { conversation: id, personal: kind === 'personal', ...(thread === undefined ? {} : { thread }) }
}
