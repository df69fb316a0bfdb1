import type { Activity, ConversationParameters } from 'botbuilder'
import { type BotFrameworkAuthentication, ClaimsIdentity, type ConnectorClient } from 'botframework-connector'

export interface Created {
  readonly conversation: string
  readonly messageId?: string
}

/** A member of a conversation, as far as it is told who they are. */
export interface Member {
  readonly tenantId?: string
  readonly aadObjectId?: string
}

/** The Bot Framework's connector API, one client per service URL. Throws what the SDK throws. */
export interface Connector {
  send(serviceUrl: string, conversation: string, activity: Partial<Activity>): Promise<string>
  update(serviceUrl: string, conversation: string, messageId: string, activity: Partial<Activity>): Promise<void>
  create(serviceUrl: string, parameters: Partial<ConversationParameters>): Promise<Created>
  /** `id` may be an Entra object id. */
  member(serviceUrl: string, conversation: string, id: string): Promise<Member>
  members(
    serviceUrl: string,
    conversation: string,
    token: string | undefined,
  ): Promise<{ readonly members: readonly Member[]; readonly next?: string }>
}

const defaultTimeoutMs = 20_000
/** Somebody waits for the answer, which decides whether their press counts. */
const membersTimeoutMs = 4_000
const membersAtOnce = 500
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
  const limit = (ms = timeoutMs) => ({ abortSignal: AbortSignal.timeout(ms) })

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
    async member(serviceUrl, conversation, id) {
      const client = await clientFor(serviceUrl)
      return memberIn(await client.conversations.getConversationMember(conversation, id, limit(membersTimeoutMs)))
    },
    async members(serviceUrl, conversation, token) {
      const client = await clientFor(serviceUrl)
      // The SDK's type asks for a token where the first page has none.
      const from = (token === undefined ? {} : { continuationToken: token }) as { continuationToken: string }
      const asked = { ...limit(membersTimeoutMs), pageSize: membersAtOnce, ...from }
      const page = await client.conversations.getConversationPagedMembers(conversation, asked)
      const next = page.continuationToken || undefined
      return { members: page.members.map(memberIn), ...(next === undefined ? {} : { next }) }
    },
  }
}

/** What the SDK's types leave out: Teams tells the tenant, and names the object id in two ways. */
function memberIn(account: object): Member {
  const { tenantId, aadObjectId, objectId } = account as Readonly<Record<string, unknown>>
  const object = aadObjectId ?? objectId
  return {
    ...(typeof tenantId === 'string' ? { tenantId } : {}),
    ...(typeof object === 'string' ? { aadObjectId: object } : {}),
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
