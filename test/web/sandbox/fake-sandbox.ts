import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import type { Message, Person, Vm } from '../../../src/web/sandbox/wire.ts'

export const emma: Person = {
  id: 'emma',
  name: 'Emma Lindqvist',
  role: 'engineer',
  address: '203.0.113.7',
  locale: 'en-GB',
}
export const adam: Person = {
  id: 'adam',
  name: 'Adam Novak',
  role: 'approver',
  address: '203.0.113.21',
  locale: 'de-DE',
}
export const oscar: Person = {
  id: 'oscar',
  name: 'Oscar Nilsen',
  role: 'outsider',
  address: '192.0.2.44',
  locale: 'en-GB',
}
const everybody = [emma, adam, oscar]
const bot = { id: 'bot', name: 'JIT Access', bot: true }
const contentTypes: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

type Body = Record<string, unknown>

export interface FakeSandbox {
  readonly url: string
  /** Every POST so far: its call and its body. */
  readonly posted: readonly { call: string; body: Body }[]
  post(conversation: string, message: Partial<Message>, from?: Message['from']): void
  /** What a press answers, as the bot's invoke response. */
  answer: (body: Body) => { type: string; value: unknown }
  /** What the message extension's dialog is answered. */
  dialog: (body: Body) => unknown
  estate: Vm[]
  /** Ends every stream and answers 503 to new ones, until it is switched back; all other calls work on. */
  refuseStreams(refuse: boolean): void
  close(): Promise<void>
}

/** The page's server side as the sandbox API has it, with a bot that says only what the test lets it say. */
export async function startFakeSandbox(folder: string, port = 0): Promise<FakeSandbox> {
  const people = everybody.map((person) => ({ ...person }))
  const posted: { call: string; body: Body }[] = []
  const messages = new Map<string, Message[]>()
  const streams = new Set<ServerResponse>()
  let nowMs = Date.parse('2026-11-21T13:00:00Z')
  let nextId = 1000
  let refusing = false
  const changed = (what: string, conversation?: string) => {
    for (const stream of streams) stream.write(`event: changed\ndata: ${JSON.stringify({ what, conversation })}\n\n`)
  }
  const post: FakeSandbox['post'] = (conversation, message, from = bot) => {
    const at = new Date(nowMs).toISOString()
    const list = messages.get(conversation) ?? []
    messages.set(conversation, [...list, { id: String(++nextId), from, at, edited: false, ...message }])
    changed('message', conversation)
  }
  const showCard = (id: string, card: NonNullable<Message['card']>) => {
    for (const [conversation, list] of messages) {
      messages.set(
        conversation,
        list.map((message) => (message.id === id ? { ...message, card, edited: true } : message)),
      )
    }
  }
  const reads: Record<string, (query: URLSearchParams) => unknown> = {
    people: () => people,
    conversations: (query) => [
      { id: `chat-${query.get('as')}`, name: 'JIT Access', kind: 'personal' },
      { id: '19:ops@thread.tacv2', name: 'ops-approvals', kind: 'channel' },
    ],
    clock: () => ({ now: new Date(nowMs).toISOString(), zone: 'Europe/Paris' }),
    estate: () => fake.estate,
    reachable: () => ({ reachable: false, rule: { name: 'JITRule-Deny', priority: 4096, access: 'Deny' } }),
  }
  const writes: Record<string, (body: Body) => unknown> = {
    messages(body) {
      const from = people.find(({ id }) => id === body['as'])
      post(
        String(body['conversation']),
        { text: String(body['text']) },
        { id: from?.id ?? '', name: from?.name ?? '', bot: false },
      )
      return { id: '1', status: 200 }
    },
    actions(body) {
      const { type, value } = fake.answer(body)
      if (type.endsWith('card.adaptive')) showCard(String(body['message']), value as NonNullable<Message['card']>)
      return { status: 200, body: { statusCode: 200, type, value } }
    },
    extension: (body) => ({ status: 200, body: fake.dialog(body) }),
    search: ({ query }) => [{ title: `${query}01 (rg-web)`, value: `/vms/${query}01` }],
    ...Object.fromEntries(
      people.map((person) => [`people/${person.id}`, ({ locale }: Body) => Object.assign(person, { locale })]),
    ),
    clock(body) {
      nowMs += Number(body['advanceSeconds']) * 1000
      changed('clock')
      return { now: new Date(nowMs).toISOString() }
    },
  }
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const call = /^\/sandbox\/api\/(.*)$/.exec(pathname)?.[1]
    if (call === undefined) {
      sendFile(response, folder, pathname)
      return
    }
    if (call === 'stream' && refusing) {
      response.writeHead(503).end()
      return
    }
    if (call === 'stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 50\n\n')
      streams.add(response)
      request.on('close', () => streams.delete(response))
      return
    }
    const inConversation = /^conversations\/(.*)\/messages$/.exec(call)?.[1]
    const answer = inConversation
      ? (messages.get(decodeURIComponent(inConversation)) ?? [])
      : request.method === 'POST'
        ? writes[call]?.(await read(call, request))
        : reads[call]?.(searchParams)
    response
      .writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer ?? {}))
  }
  async function read(call: string, request: IncomingMessage): Promise<Body> {
    let text = ''
    for await (const chunk of request) text += chunk
    const body = JSON.parse(text) as Body
    posted.push({ call, body })
    return body
  }
  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const fake: FakeSandbox = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posted,
    post,
    answer: () => ({ type: 'application/vnd.microsoft.activity.message', value: 'Noted.' }),
    dialog: () => ({}),
    estate: [],
    refuseStreams(refuse) {
      refusing = refuse
      if (refuse) for (const stream of streams) stream.destroy()
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return fake
}

/** The page under the strictest policy that it must work with. */
function sendFile(response: ServerResponse, folder: string, pathname: string): void {
  const path = /^(\/sandbox)?\/?$/.test(pathname) ? '/sandbox/index.html' : pathname
  try {
    const content = readFileSync(join(folder, path))
    response.writeHead(200, {
      'content-type': contentTypes[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'",
    })
    response.end(content)
  } catch {
    response.writeHead(404).end()
  }
}
