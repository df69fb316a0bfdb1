import type { Activity, ConversationParameters } from 'botbuilder'
import { type BotFrameworkAuthentication, ClaimsIdentity, type ConnectorClient } from 'botframework-connector'

export interface Created {
  readonly conversation: string
  readonly messageId?: string
}

/** The Bot Framework's connector API, one client per service URL. Throws what the SDK throws. */
export interface Connector {
  send(serviceUrl: string, conversation: string, activity: Partial<Activity>): Promise<string>
  update(serviceUrl: string, conversation: string, messageId: string, activity: Partial<Activity>): Promise<void>
  create(serviceUrl: string, parameters: Partial<ConversationParameters>): Promise<Created>
}

const defaultTimeoutMs = 20_000
// Federated credentials hold an assertion that ends with the hour: a client is made anew before that.
const clientLifeMs = 30 * 60_000
const mostClients = 20

export function connector(options: {
  readonly authentication: BotFrameworkAuthentication
  readonly appId: string
  readonly now: () => number
  readonly timeoutMs?: number
}): Connector {
  const { authentication, appId, now, timeoutMs = defaultTimeoutMs } = options
  const clients = new Map<string, { readonly client: Promise<ConnectorClient>; readonly madeAt: number }>()

  // Not the SDK's own `timeout`: after a broken connection its timer keeps running and holds up the end of the process.
  const limit = () => ({ abortSignal: AbortSignal.timeout(timeoutMs) })

  function clientFor(serviceUrl: string): Promise<ConnectorClient> {
    const known = clients.get(serviceUrl)
    if (known && now() - known.madeAt < clientLifeMs) return known.client
    if (clients.size >= mostClients) clients.clear()
    const client = makeClient(serviceUrl)
    clients.set(serviceUrl, { client, madeAt: now() })
    client.catch(() => clients.delete(serviceUrl))
    return client
  }

  async function makeClient(serviceUrl: string): Promise<ConnectorClient> {
    const identity = new ClaimsIdentity([
      { type: 'aud', value: appId },
      { type: 'appid', value: appId },
    ])
    const factory = authentication.createConnectorFactory(identity)
    const client = await factory.create(serviceUrl)
    removeRetries(client)
    return client
  }

  return {
    async send(serviceUrl, conversation, activity) {
      const client = await clientFor(serviceUrl)
      const sent = await client.conversations.sendToConversation(conversation, activity, limit())
      return sent.id ?? ''
    },
    async update(serviceUrl, conversation, messageId, activity) {
      const client = await clientFor(serviceUrl)
      await client.conversations.updateActivity(conversation, messageId, activity, limit())
    },
    async create(serviceUrl, parameters) {
      const client = await clientFor(serviceUrl)
      const made = await client.conversations.createConversation(parameters as ConversationParameters, limit())
      return made.activityId ? { conversation: made.id, messageId: made.activityId } : { conversation: made.id }
    },
  }
}

/**
 * The SDK repeats a POST on a 5xx: seconds inside the turn, and perhaps the message twice. Whoever sends decides on retries. The pipeline
 * is private in the SDK's types; should it move, this throws instead of sending twice.
 */
function removeRetries(client: ConnectorClient): void {
  const { pipeline } = Reflect.get(client, 'client') as { pipeline: { removePolicy(by: { name: string }): unknown[] } }
  if (pipeline.removePolicy({ name: 'defaultRetryPolicy' }).length === 0)
    throw new Error('The retry policy is not found')
}
