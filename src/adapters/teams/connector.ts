import {
  createDefaultHttpClient,
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  type PipelineRequest,
  type PipelineResponse,
  proxyPolicy,
  RestError,
} from '@azure/core-rest-pipeline'
import type { Activity, ConversationParameters } from 'botbuilder'
import { type BotFrameworkAuthentication, ClaimsIdentity, type ConnectorClient } from 'botframework-connector'

export interface Created {
  readonly conversation: string
  readonly messageId?: string
}

/** A member of a conversation, as far as it is told who they are. */
export interface Member {
  /** `29:…`: how Teams calls them towards this bot. */
  readonly id?: string
  readonly tenantId?: string
  readonly aadObjectId?: string
  readonly name?: string
}

/** The Bot Framework's connector API, one client per service URL. Throws what the SDK throws. */
export interface Connector {
  send(serviceUrl: string, conversation: string, activity: Partial<Activity>): Promise<string>
  /** For one person alone, who sees it for a day; `account` as Teams calls them. Not every tenant takes it. */
  whisper(serviceUrl: string, conversation: string, account: string, activity: Partial<Activity>): Promise<string>
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
const headers = {
  'content-type': 'application/json; charset=utf-8',
  accept: 'application/json',
  'user-agent': 'jit-access-bot',
}

export function connector(options: {
  readonly authentication: BotFrameworkAuthentication
  readonly appId: string
  readonly now: () => number
  readonly timeoutMs?: number
}): Connector {
  const { authentication, appId, now, timeoutMs = defaultTimeoutMs } = options
  const clients = new Map<string, { readonly client: Promise<Sender>; readonly madeAt: number }>()

  function clientFor(serviceUrl: string): Promise<Sender> {
    const known = clients.get(serviceUrl)
    if (known && now() - known.madeAt < clientLifeMs) return known.client
    if (clients.size >= mostClients) clients.clear()
    const client = makeClient(serviceUrl)
    clients.set(serviceUrl, { client, madeAt: now() })
    client.catch(() => clients.delete(serviceUrl))
    return client
  }

  async function makeClient(serviceUrl: string): Promise<Sender> {
    const identity = new ClaimsIdentity([
      { type: 'aud', value: appId },
      { type: 'appid', value: appId },
    ])
    const factory = authentication.createConnectorFactory(identity)
    return senderOf(await factory.create(serviceUrl))
  }

  /**
   * One call, with the SDK's credentials and connections. Not by its typed methods, whose mappers copy each card field by field and were
   * the dearest part of a turn.
   */
  async function call(
    method: 'GET' | 'POST' | 'PUT',
    serviceUrl: string,
    path: string,
    body?: object,
  ): Promise<Answer> {
    const { sendRequest } = await clientFor(serviceUrl)
    const response = await sendRequest(
      createPipelineRequest({
        method,
        url: `${serviceUrl.replace(/\/+$/, '')}/v3/conversations${path}`,
        headers: createHttpHeaders(headers),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        timeout: method === 'GET' ? membersTimeoutMs : timeoutMs,
        allowInsecureConnection: serviceUrl.startsWith('http:'),
      }),
    )
    const answer = readAnswer(response.bodyAsText)
    if (response.status < 200 || response.status > 299) throw refusal(response, answer)
    return answer
  }

  return {
    async send(serviceUrl, conversation, activity) {
      const sent = await call('POST', serviceUrl, `/${encodeURIComponent(conversation)}/activities`, activity)
      return sent.id ?? ''
    },
    async whisper(serviceUrl, conversation, account, activity) {
      const path = `/${encodeURIComponent(conversation)}/activities?isTargetedActivity=true`
      const sent = await call('POST', serviceUrl, path, { ...activity, recipient: { id: account } })
      return sent.id ?? ''
    },
    async update(serviceUrl, conversation, messageId, activity) {
      const path = `/${encodeURIComponent(conversation)}/activities/${encodeURIComponent(messageId)}`
      await call('PUT', serviceUrl, path, activity)
    },
    async create(serviceUrl, parameters) {
      const made = await call('POST', serviceUrl, '', parameters)
      const conversation = made.id ?? ''
      return made.activityId ? { conversation, messageId: made.activityId } : { conversation }
    },
    async member(serviceUrl, conversation, id) {
      const path = `/${encodeURIComponent(conversation)}/members/${encodeURIComponent(id)}`
      return memberIn(await call('GET', serviceUrl, path))
    },
    async members(serviceUrl, conversation, token) {
      const more = token === undefined ? '' : `&continuationToken=${encodeURIComponent(token)}`
      const path = `/${encodeURIComponent(conversation)}/pagedmembers?pageSize=${membersAtOnce}${more}`
      const { members = [], continuationToken } = await call('GET', serviceUrl, path)
      return { members: members.map(memberIn), ...(continuationToken ? { next: continuationToken } : {}) }
    },
  }
}

/** What the SDK's types leave out: Teams tells the tenant, and names the object id in two ways. */
function memberIn(account: object): Member {
  const { id, tenantId, aadObjectId, objectId, name } = account as Readonly<Record<string, unknown>>
  const object = aadObjectId ?? objectId
  return {
    ...(typeof id === 'string' ? { id } : {}),
    ...(typeof tenantId === 'string' ? { tenantId } : {}),
    ...(typeof object === 'string' ? { aadObjectId: object } : {}),
    ...(typeof name === 'string' ? { name } : {}),
  }
}

interface Answer {
  readonly id?: string
  readonly activityId?: string
  readonly members?: readonly object[]
  readonly continuationToken?: string
  readonly error?: { readonly code?: string; readonly message?: string }
}

/** Teams answers some calls with an empty body, and a proxy in between with a page. */
function readAnswer(text: string | null | undefined): Answer {
  try {
    const read: unknown = JSON.parse(text ?? '')
    return typeof read === 'object' && read !== null ? read : {}
  } catch {
    return {}
  }
}

function refusal(response: PipelineResponse, { error }: Answer): RestError {
  const { status: statusCode, request } = response
  const refused = new RestError(error?.message ?? `Teams answered ${statusCode}`, { statusCode, request, response })
  if (error?.code) refused.code = error.code
  return refused
}

interface Sender {
  sendRequest(request: PipelineRequest): Promise<PipelineResponse>
}

/**
 * Signs with the SDK's credentials and sends, once: the SDK's own pipeline repeats a POST on a 5xx (seconds inside the turn, and perhaps
 * the message twice), and makes of each call forms, models and spans that these calls do not have.
 */
function senderOf({ credentials }: ConnectorClient): Sender {
  const pipeline = createEmptyPipeline()
  pipeline.addPolicy(proxyPolicy())
  pipeline.addPolicy({
    name: 'signing',
    // It asks for no more of the request than its headers.
    sendRequest: async (request, next) => {
      await credentials.signRequest(request as unknown as Parameters<typeof credentials.signRequest>[0])
      return await next(request)
    },
  })
  const http = createDefaultHttpClient()
  return { sendRequest: (request) => pipeline.sendRequest(http, request) }
}
