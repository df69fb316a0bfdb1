import type { TeamsSimulatorSettings } from '../settings.ts'
import { ConnectorError } from './connector-error.ts'
import type { ConnectorRoute, Subject } from './connector-route.ts'
import type { RateLimits } from './rate-limits.ts'

/** What stands between a call and its work: limits, and one operation at a time per conversation. */
export type Gate = {
  /** Counts a call against the app's own limit. Throws ConnectorError 429. */
  admitToApp(): void
  /** Enters the conversation; the answer leaves it again. Throws ConnectorError 412 or 429. */
  enter(route: ConnectorRoute, subject: Subject): () => void
}

export function createGate(settings: TeamsSimulatorSettings, limits: RateLimits): Gate {
  const busy = new Set<string>()

  function take(bucket: string, which: 'appLimits' | 'conversationLimits'): void {
    const waitMs = limits.take(bucket, settings[which])
    if (waitMs === undefined) return
    throw new ConnectorError(429, 'TooManyRequests', 'API calls quota exceeded.', Math.max(1, Math.ceil(waitMs / 1000)))
  }

  return {
    admitToApp: () => take('app', 'appLimits'),
    enter(route, { conversation }) {
      if (!route.isPaced) return () => undefined
      if (busy.has(conversation.id)) {
        throw new ConnectorError(412, 'PreconditionFailed', 'Another operation on the conversation is in progress.')
      }
      // Making a personal chat says nothing in it; beginning a thread does.
      const isOpening = route.operation === 'create' && conversation.kind === 'personal'
      take(isOpening ? `create/${conversation.id}` : conversation.id, 'conversationLimits')
      busy.add(conversation.id)
      return () => busy.delete(conversation.id)
    },
  }
}
