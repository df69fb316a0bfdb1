import fc from 'fast-check'
import { botSurface } from '../../../src/adapters/teams/bot-surface.ts'
import type { TeamsBot } from '../../../src/adapters/teams/teams-bot.ts'
import { memoryAddressBook, memorySeen, recordingChat, recordingLog } from './recording.ts'
import {
  appId,
  channelId,
  emma,
  issuer,
  startTeamsWire,
  type TeamsWire,
  tenantId,
  typed,
  typedInChannel,
} from './teams-wire.ts'

let wire: TeamsWire
let bot: TeamsBot
let heard: ReturnType<typeof recordingChat>
let addresses: ReturnType<typeof memoryAddressBook>
let logged: ReturnType<typeof recordingLog>
let counted: string[]
let stop: () => void

beforeAll(async () => {
  wire = await startTeamsWire()
})

afterAll(async () => {
  await wire.close()
})

beforeEach(async () => {
  wire.calls.length = 0
  wire.answerWith(() => ({ status: 200 }))
  heard = recordingChat()
  addresses = memoryAddressBook()
  logged = recordingLog()
  counted = []
  const surface = await botSurface({
    language: 'en',
    identity: {
      kind: 'local',
      appId,
      tenantId,
      openIdMetadataUrl: wire.metadataUrl,
      issuer,
      outboundToken: () => 'out',
    },
    tenants: [tenantId.toUpperCase()],
    serviceHosts: ['127.0.0.1'],
    fallbackServiceUrl: wire.url,
    addressBook: addresses.book,
    seen: memorySeen(),
    welcomes: memorySeen(),
    clock: { now: () => 1 },
    log: logged.log,
    limits: { conversation: [], app: [] },
    metrics: { turn: (kind, outcome) => void counted.push(`${kind} ${outcome}`), delivery: () => {} },
  })
  stop = surface.stop
  bot = surface.answering(heard.chat)
})

afterEach(() => stop())

async function send(body: unknown, authorization?: string | null) {
  const header = authorization === undefined ? await wire.token() : (authorization ?? undefined)
  return await bot.process({ authorization: header, body, requestId: 'r1' })
}

function invoke(name: string, value: unknown, change: Record<string, unknown> = {}) {
  return typed(wire.url, '', { type: 'invoke', name, value, text: undefined, replyToId: '77', ...change })
}

describe('what is typed', () => {
  test('reaches the chat with who, where and in which zone, and the answer is sent as a card alone', async () => {
    expect(await send(typed(wire.url, 'help'))).toEqual({ status: 200 })
    expect(heard.asked).toHaveLength(1)
    expect(heard.asked[0]).toMatchObject({
      what: 'message',
      text: 'help',
      turn: {
        person: { id: `${tenantId}/${emma}`, name: 'Emma Lindqvist' },
        conversation: { id: 'a:emma', kind: 'personal' },
        zone: 'Europe/Paris',
        locale: 'en-GB',
      },
    })
    expect(wire.calls).toHaveLength(1)
    expect(wire.calls[0]).toMatchObject({
      method: 'POST',
      path: '/v3/conversations/a:emma/activities',
      authorization: 'Bearer out',
      body: {
        type: 'message',
        summary: 'Hello',
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }],
      },
    })
    expect(wire.calls[0]?.body.text).toBeUndefined()
    expect(counted).toEqual(['message ok'])
  })

  test('in a channel is heard without the mention and answered in its thread, to its writer alone', async () => {
    await send(typedInChannel(wire.url, 'status'))
    expect(heard.asked[0]).toMatchObject({
      text: 'status',
      turn: { conversation: { id: channelId, kind: 'channel', title: 'ops-approvals', thread: '1699' } },
    })
    expect(wire.calls[0]?.path).toBe(`/v3/conversations/${channelId};messageid=1699/activities?isTargetedActivity=true`)
    expect(wire.calls[0]?.body).toMatchObject({ type: 'message', recipient: { id: '29:emma' } })
  })

  test('seen by its writer and the bot alone says so, and has no thread that others could read', async () => {
    const recipient = { id: `28:${appId}`, name: 'JIT Access', isTargeted: true }
    await send(typedInChannel(wire.url, 'status', { recipient }))
    const { turn } = heard.asked[0] ?? {}
    expect(turn).toMatchObject({ targeted: true })
    expect(turn?.conversation.thread).toBeUndefined()
    // Whatever else stands there is nobody's word for it.
    for (const odd of ['true', 1, {}]) {
      await send(typedInChannel(wire.url, 'status', { recipient: { ...recipient, isTargeted: odd } }))
      expect(heard.asked.at(-1)?.turn.targeted).toBeUndefined()
    }
  })

  test('S5 twice with one id has one effect; the same id in another conversation is another message', async () => {
    const once = typed(wire.url, 'mine', { id: 'x1' })
    await send(once)
    expect(await send(structuredClone(once))).toEqual({ status: 200 })
    expect(heard.asked).toHaveLength(1)
    expect(counted).toEqual(['message ok', 'message duplicate'])
    await send(typedInChannel(wire.url, 'mine', { id: 'x1' }))
    expect(heard.asked).toHaveLength(2)
  })

  test.each([
    'messageUpdate',
    'messageDelete',
    'messageReaction',
    'typing',
    'endOfConversation',
    'event',
    'somethingNew',
  ])('T9 %s is never a command', async (type) => {
    expect(await send(typed(wire.url, '/jit request web01 rdp 1h', { type }))).toEqual({ status: 200 })
    expect(heard.asked).toEqual([])
    expect(wire.calls).toEqual([])
  })

  test('nothing at all is still handed on, so that the chat can say what it understands', async () => {
    await send(typed(wire.url, '', { text: undefined }))
    expect(heard.asked[0]).toMatchObject({ what: 'message', text: '' })
  })

  test('a zone or locale that does not exist is left out', async () => {
    await send(typed(wire.url, 'help', { localTimezone: 'Mars/Olympus', locale: 'not a locale' }))
    expect(heard.asked[0]?.turn.zone).toBeUndefined()
    expect(heard.asked[0]?.turn.locale).toBeUndefined()
  })

  test('by somebody without an object id is turned away politely', async () => {
    await send(typed(wire.url, 'mine', { from: { id: '29:ghost', name: 'Ghost' } }))
    expect(heard.asked).toEqual([])
    expect(JSON.stringify(wire.calls[0]?.body)).toContain('I cannot tell who you are')
    expect(counted).toEqual(['message refused'])
  })

  test('by somebody without an object id is turned away in the language of their Teams', async () => {
    await send(typed(wire.url, 'mine', { from: { id: '29:ghost', name: 'Ghost' }, locale: 'de-DE' }))
    expect(JSON.stringify(wire.calls[0]?.body)).toContain('Ich kann nicht erkennen, wer Sie sind')
  })

  test('is said again when Teams is busy, and once only when the connection breaks', async () => {
    let tries = 0
    wire.answerWith(() => ({ status: ++tries < 3 ? 412 : 200 }))
    await send(typed(wire.url, 'help'))
    expect(tries).toBe(3)
    wire.calls.length = 0
    wire.answerWith(() => ({ status: 200, drop: true }))
    expect(await send(typed(wire.url, 'help'))).toEqual({ status: 200 })
    expect(wire.calls).toHaveLength(1)
  })
})

describe('what is pressed', () => {
  test('reaches the chat with its trigger, and HTTP says 200 with a sentence or a card', async () => {
    const value = {
      action: { type: 'Action.Execute', verb: 'approve', data: { request: 'AB', n: 1 } },
      trigger: 'automatic',
    }
    expect(await send(invoke('adaptiveCard/action', value))).toEqual({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Done' },
    })
    expect(heard.asked[0]?.press).toEqual({
      verb: 'approve',
      data: { request: 'AB', n: 1 },
      trigger: 'automatic',
      messageId: '77',
    })
    heard.chat.press = async () => ({ kind: 'card', card: { type: 'AdaptiveCard', version: '1.5', body: [] } })
    expect(await send(invoke('adaptiveCard/action', { ...value, trigger: 'manual' }))).toEqual({
      status: 200,
      body: {
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: { type: 'AdaptiveCard', version: '1.5', body: [] },
      },
    })
  })

  test('S5 delivered twice is answered twice, and the chat decides', async () => {
    const press = invoke('adaptiveCard/action', {
      action: { type: 'Action.Execute', verb: 'approve' },
      trigger: 'manual',
    })
    await send(press)
    await send(structuredClone(press))
    expect(heard.asked).toHaveLength(2)
  })

  test.each([
    undefined,
    'text',
    {},
    { action: { type: 'Action.Submit', verb: 'x' } },
    { action: { type: 'Action.Execute', verb: 5 } },
    { action: { type: 'Action.Execute', verb: 'x', data: [1] } },
  ])('malformed (%j) is 400 and not heard', async (value) => {
    expect((await send(invoke('adaptiveCard/action', value))).status).toBe(400)
    expect(heard.asked).toEqual([])
  })

  test('as a submit comes with its verb; the answer stays with the person', async () => {
    await send(typedInChannel(wire.url, '', { text: undefined, value: { verb: 'deny', reason: 'no' }, replyToId: '9' }))
    expect(heard.asked[0]).toMatchObject({
      what: 'press',
      press: { verb: 'deny', data: { reason: 'no' }, messageId: '9' },
    })
    expect(wire.calls.map((call) => call.path)).toEqual([
      `/v3/conversations/${channelId};messageid=1699/activities?isTargetedActivity=true`,
    ])
    expect(wire.calls[0]?.body).toMatchObject({ recipient: { id: '29:emma' } })
  })

  test('a button that opens a dialog reaches the chat with its data and its message; the answer is a page or a sentence', async () => {
    const data = { msteams: { type: 'task/fetch' }, verb: 'address', purpose: 'form', reason: 'typed' }
    const page = { title: 'Your address', url: 'https://jit.example/address/#x', width: 440, height: 560 }
    expect(await send(invoke('task/fetch', { data, context: { theme: 'dark' } }))).toEqual({
      status: 200,
      body: { task: { type: 'continue', value: page } },
    })
    expect(heard.asked[0]?.press).toEqual({
      verb: 'address',
      data: { verb: 'address', purpose: 'form', reason: 'typed' },
      trigger: 'manual',
      messageId: '77',
    })
    heard.chat.openPage = async () => ({ kind: 'sentence', text: 'Not yours' })
    expect(await send(invoke('task/fetch', { data }))).toEqual({
      status: 200,
      body: { task: { type: 'message', value: 'Not yours' } },
    })
  })

  test('what a dialog hands back reaches the chat as it is; without an answer the dialog closes', async () => {
    expect(await send(invoke('task/submit', { data: { nonce: 'abc' } }))).toEqual({ status: 200, body: {} })
    expect(heard.asked[0]).toMatchObject({ what: 'submit dialog', query: { nonce: 'abc' } })
    expect(await send(invoke('task/submit', {}))).toEqual({ status: 200, body: {} })
  })

  test.each([undefined, 'text', [1], { data: 'text' }, { data: [1] }])(
    'a malformed dialog (%j) is 400 and not heard',
    async (value) => {
      for (const name of ['task/fetch', 'task/submit']) expect((await send(invoke(name, value))).status).toBe(400)
      expect(heard.asked).toEqual([])
    },
  )

  test('an unknown invoke is 501, without a line that would wake anybody', async () => {
    expect(await send(invoke('fileConsent/invoke', {}))).toEqual({ status: 501 })
    expect(logged.lines.filter((line) => line.level !== 'debug')).toEqual([])
  })
})

describe('the message extension', () => {
  const opening = (change: Record<string, unknown> = {}, value: unknown = { commandId: 'requestAccess' }) =>
    typed(wire.url, '', { type: 'invoke', name: 'composeExtension/fetchTask', text: undefined, value, ...change })
  const said = (content: unknown) => ({ commandId: 'requestAccess', messagePayload: { body: { content } } })

  test('opens a dialog, and what a button in it sends comes with its verb', async () => {
    expect(await send(opening({}, said('<p>Look</p>')))).toMatchObject({
      status: 200,
      body: {
        task: { type: 'continue', value: { title: 'Request access', card: { content: { type: 'AdaptiveCard' } } } },
      },
    })
    expect(heard.asked[0]).toMatchObject({ what: 'dialog', query: { command: 'requestAccess', said: '<p>Look</p>' } })
    const submission = opening(
      { name: 'composeExtension/submitAction' },
      { commandId: 'x', data: { verb: 'submit', a: 1 } },
    )
    expect(await send(submission)).toEqual({ status: 200, body: { task: { type: 'message', value: 'Done' } } })
    expect(heard.asked.at(-1)).toMatchObject({
      what: 'submit',
      press: { verb: 'submit', data: { verb: 'submit', a: 1 } },
    })
  })

  test('used in a chat of two people, it speaks of the bot’s own chat, and learns nothing of theirs', async () => {
    const theirs = { id: '19:emma_adam@unq.gbl.spaces', conversationType: 'personal', tenantId }
    await send(opening({ conversation: theirs }))
    expect(heard.asked[0]?.turn.conversation).toMatchObject({ kind: 'personal', id: expect.stringMatching(/^a:\d/) })
    expect(addresses.entries.has(theirs.id)).toBe(false)
    // The next time her chat is known.
    await send(opening({ conversation: theirs }))
    expect(wire.calls.filter(({ path }) => path === '/v3/conversations')).toHaveLength(1)
  })

  test('whoever the bot can not reach is told to add the app', async () => {
    wire.answerWith(() => ({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } }))
    const answer = await send(opening({ conversation: { id: '19:x@unq', conversationType: 'personal', tenantId } }))
    expect(JSON.stringify(answer)).toMatch(/add the app/)
    expect(heard.asked).toEqual([])
  })

  test('of nobody, malformed or of another tenant does nothing', async () => {
    const nobody = await send(opening({ from: { id: '29:x', name: 'X' } }))
    expect(JSON.stringify(nobody)).toMatch(/who you are/)
    for (const value of [
      null,
      7,
      {},
      { commandId: 7 },
      { commandId: 'x'.repeat(65) },
      said(7),
      said('x'.repeat(200_000)),
    ])
      expect((await send(opening({}, value))).status).toBe(400)
    for (const data of [undefined, null, [], 'x'])
      expect((await send(opening({ name: 'composeExtension/submitAction' }, { data }))).status).toBe(400)
    const other = '9d1c1c1e-0000-4000-8000-000000000009'
    expect((await send(opening({ conversation: { id: 'a:x', tenantId: other }, channelData: {} }))).status).toBe(403)
    expect(heard.asked).toEqual([])
  })
})

test('type-ahead answers what the chat offers, at most 15, for nothing typed too', async () => {
  heard.chat.search = async (_turn, query) =>
    Array.from({ length: 20 }, (_, n) => ({ title: `${query.dataset}${n}`, value: `${query.text}${n}` }))
  const value = { queryText: '', queryOptions: { skip: 0, top: 15 }, dataset: 'vms' }
  const answer = await send(invoke('application/search', value))
  expect(answer).toMatchObject({
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.search.searchResponse' },
  })
  const { results } = (answer.body as { value: { results: unknown[] } }).value
  expect(results).toHaveLength(15)
  expect(results[0]).toEqual({ title: 'vms0', value: '0' })
  expect((await send(invoke('application/search', { queryText: 'x' }))).status).toBe(400)
})

describe('coming and going', () => {
  const added = (change: Record<string, unknown> = {}) =>
    typed(wire.url, '', { type: 'installationUpdate', action: 'add', text: undefined, ...change })

  test('an arrival is told twice by Teams and welcomed once', async () => {
    await send(added())
    await send(added({ type: 'conversationUpdate', action: undefined, membersAdded: [{ id: `28:${appId}` }] }))
    expect(heard.asked.map((entry) => entry.what)).toEqual(['welcome'])
    expect(wire.calls).toHaveLength(1)
    expect(addresses.entries.get('a:emma')).toMatchObject({
      kind: 'personal',
      person: `${tenantId}/${emma}`,
      reference: { serviceUrl: wire.url, tenantId, botId: `28:${appId}`, kind: 'personal', userId: '29:emma' },
    })
  })

  test('other people coming is none of our business', async () => {
    await send(added({ type: 'conversationUpdate', action: undefined, membersAdded: [{ id: '29:adam' }] }))
    expect(heard.asked).toEqual([])
  })

  test('a removal forgets the conversation', async () => {
    await send(typed(wire.url, 'help'))
    expect(addresses.entries.has('a:emma')).toBe(true)
    await send(added({ action: 'remove' }))
    expect(addresses.entries.has('a:emma')).toBe(false)
  })

  test('conversations are written when they change and not at every turn', async () => {
    await send(typed(wire.url, 'one'))
    await send(typed(wire.url, 'two'))
    expect(addresses.writes()).toBe(1)
    await send(typedInChannel(wire.url, 'three'))
    const renamed = { tenant: { id: tenantId }, channel: { id: channelId, name: 'renamed' } }
    await send(typedInChannel(wire.url, 'four', { channelData: renamed }))
    expect(addresses.writes()).toBe(3)
    expect(addresses.entries.get(channelId)).toMatchObject({ kind: 'channel', title: 'renamed' })
  })
})

describe('H2: a call that is not Teams’ own, for this bot, from our tenant', () => {
  const otherTenant = '7d1c1c1e-0000-4000-8000-000000000002'
  const hostile: [string, () => Promise<[body: Record<string, unknown>, authorization: string | null]>, number][] = [
    ['no token', async () => [typed(wire.url, 'x'), null], 401],
    ['an empty token', async () => [typed(wire.url, 'x'), 'Bearer '], 401],
    ['rubbish for a token', async () => [typed(wire.url, 'x'), 'Bearer a.b.c'], 401],
    ['basic authentication', async () => [typed(wire.url, 'x'), 'Basic dXNlcjpwYXNz'], 401],
    ['wrong audience', async () => [typed(wire.url, 'x'), await wire.token({ audience: emma })], 401],
    ['wrong issuer', async () => [typed(wire.url, 'x'), await wire.token({ issuer: 'https://evil.example' })], 401],
    [
      // The SDK itself lets such a token in: whoever holds the bot’s secret could speak for anybody.
      'a token of the emulator’s issuer',
      async () => {
        const emulator = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/'
        return [typed(wire.url, 'x'), await wire.token({ issuer: emulator, claims: { appid: appId, ver: '1.0' } })]
      },
      401,
    ],
    ['expired', async () => [typed(wire.url, 'x'), await wire.token({ expired: true })], 401],
    ['an unknown key', async () => [typed(wire.url, 'x'), await wire.token({ foreignKey: true, kid: 'two' })], 401],
    [
      'a known key’s name on another key',
      async () => [typed(wire.url, 'x'), await wire.token({ foreignKey: true })],
      401,
    ],
    [
      'a token without a signature',
      async () => {
        const [, payload] = (await wire.token()).split('.')
        const header = Buffer.from('{"alg":"none","kid":"one"}').toString('base64url')
        return [typed(wire.url, 'x'), `Bearer ${header}.${payload}.AA`]
      },
      401,
    ],
    [
      'a token for another service URL',
      async () => [typed(wire.url, 'x'), await wire.token({ serviceUrl: 'http://127.0.0.1:9' })],
      401,
    ],
    ['a token for no service URL', async () => [typed(wire.url, 'x'), await wire.token({ serviceUrl: null })], 401],
    ['no service URL', async () => [typed(wire.url, 'x', { serviceUrl: undefined }), await wire.token()], 401],
    [
      'an empty service URL',
      async () => [typed(wire.url, 'x', { serviceUrl: '' }), await wire.token({ serviceUrl: '' })],
      401,
    ],
    [
      'a foreign service URL',
      async () => [typed('https://evil.example/', 'x'), await wire.token({ serviceUrl: 'https://evil.example/' })],
      401,
    ],
    [
      'a service URL that only looks like an allowed one',
      async () => {
        const url = 'http://127.0.0.1@evil.example/'
        return [typed(url, 'x'), await wire.token({ serviceUrl: url })]
      },
      401,
    ],
    ['another channel', async () => [typed(wire.url, 'x', { channelId: 'emulator' }), await wire.token()], 401],
    ['an embedded channel', async () => [typed(wire.url, 'x', { channelId: 'AseChannel' }), await wire.token()], 401],
    ['no channel', async () => [typed(wire.url, 'x', { channelId: undefined }), await wire.token()], 401],
    [
      'another tenant',
      async () => [
        typed(wire.url, 'x', {
          conversation: { id: 'a:e', conversationType: 'personal', tenantId: otherTenant },
          channelData: { tenant: { id: otherTenant } },
        }),
        await wire.token(),
      ],
      403,
    ],
    [
      'two tenants',
      async () => [typed(wire.url, 'x', { channelData: { tenant: { id: otherTenant } } }), await wire.token()],
      403,
    ],
    [
      'a person of another tenant',
      async () => [
        typed(wire.url, 'x', { from: { id: '29:e', aadObjectId: emma, tenantId: otherTenant } }),
        await wire.token(),
      ],
      403,
    ],
    [
      'no tenant',
      async () => [
        typed(wire.url, 'x', { conversation: { id: 'a:e', conversationType: 'personal' }, channelData: {} }),
        await wire.token(),
      ],
      403,
    ],
  ]

  test.each(hostile)('%s is refused, nothing is done and nothing told', async (_name, make, status) => {
    const { error } = console
    console.error = () => undefined
    try {
      const [body, authorization] = await make()
      expect(await send(body, authorization)).toEqual({ status })
    } finally {
      console.error = error
    }
    expect(heard.asked).toEqual([])
    expect(wire.calls).toEqual([])
    expect(addresses.entries.size).toBe(0)
    expect(counted).toEqual(['other refused'])
    expect(logged.lines.map((line) => line.text)).toEqual(['A call was refused'])
    expect(JSON.stringify(logged.lines)).not.toMatch(/eyJ/)
  })

  test('the same call with everything right is answered', async () => {
    expect(await send(typed(wire.url, 'x'))).toEqual({ status: 200 })
    expect(heard.asked).toHaveLength(1)
  })
})

describe('H3: a body that is not as it must be', () => {
  test('wrong types in every field are refused, and the next message is answered', async () => {
    const authorization = await wire.token()
    const fields = ['type', 'id', 'from', 'conversation', 'recipient', 'text', 'channelData', 'entities', 'serviceUrl', 'channelId',
      'localTimezone', 'locale', 'replyToId', 'timestamp', 'membersAdded', 'attachments', 'action', 'name'] // biome-ignore format: a list
    const wrong = fc.oneof(
      fc.integer(),
      fc.boolean(),
      fc.constant({ a: [] as unknown[] }),
      fc.array(fc.integer(), { minLength: 1 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fields), wrong, async (field, value) => {
        const holdsObject =
          ['channelData', 'recipient'].includes(field) && !Array.isArray(value) && typeof value === 'object'
        fc.pre(!holdsObject)
        expect((await send(typed(wire.url, 'x', { [field]: value }), authorization)).status).toBe(400)
      }),
      { numRuns: 200 },
    )
    expect(heard.asked).toEqual([])
    await send(typed(wire.url, 'help'))
    expect(heard.asked).toHaveLength(1)
  })

  test('any JSON at all has an answer, and none of it breaks the bot', async () => {
    const authorization = await wire.token()
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue(),
        fc.constantFrom('value', 'channelData', 'entities', 'from', 'body'),
        async (junk, where) => {
          const body = where === 'body' ? junk : typed(wire.url, 'x', { [where]: junk })
          expect((await send(body, authorization)).status).toBeLessThan(500)
        },
      ),
      { numRuns: 150 },
    )
    await send(typed(wire.url, 'help'))
    expect(heard.asked.at(-1)).toMatchObject({ text: 'help' })
  })

  test.each(['from', 'conversation', 'type'])('without %s it is 400', async (field) => {
    expect((await send(typed(wire.url, 'x', { [field]: undefined }))).status).toBe(400)
  })

  test('a message without an id cannot be told from its double and is 400', async () => {
    expect((await send(typed(wire.url, 'x', { id: undefined }))).status).toBe(400)
    expect(heard.asked).toEqual([])
  })
})

describe('a turn that breaks', () => {
  const boom = () => Promise.reject(new Error('secret detail'))

  test('apologises with the request’s number, and nothing of the error leaves', async () => {
    heard.chat.message = boom
    expect(await send(typed(wire.url, 'x'))).toEqual({ status: 200 })
    const said = JSON.stringify(wire.calls[0]?.body)
    expect(said).toContain('r1')
    expect(said).not.toContain('secret detail')
    expect(logged.lines).toContainEqual(expect.objectContaining({ level: 'error', text: 'A turn failed' }))
    expect(counted).toEqual(['message failed'])
  })

  test('answers a press and a search all the same', async () => {
    heard.chat.press = boom
    heard.chat.search = boom
    const press = await send(invoke('adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'x' } }))
    expect(press).toMatchObject({ status: 200, body: { statusCode: 200, value: expect.stringContaining('r1') } })
    const search = await send(invoke('application/search', { dataset: 'vms', queryText: 'x' }))
    expect(search).toMatchObject({ status: 200, body: { value: { results: [] } } })
  })

  test('with the address book and the memory of activities away, the chat still says what is wrong', async () => {
    const away = () => Promise.reject(new Error('database away'))
    const surface = await botSurface({
      language: 'en',
      identity: {
        kind: 'local',
        appId,
        tenantId,
        openIdMetadataUrl: wire.metadataUrl,
        issuer,
        outboundToken: () => 'out',
      },
      tenants: [tenantId],
      serviceHosts: ['127.0.0.1'],
      fallbackServiceUrl: wire.url,
      addressBook: { learn: away, conversation: away, personal: away, forget: away },
      seen: { first: away },
      welcomes: { first: away },
      clock: { now: () => 1 },
      log: logged.log,
    })
    const answer = await surface
      .answering(heard.chat)
      .process({ authorization: await wire.token(), body: typed(wire.url, 'x'), requestId: 'r' })
    expect(answer).toEqual({ status: 200 })
    expect(heard.asked).toHaveLength(1)
    expect(wire.calls).toHaveLength(1)
  })
})
