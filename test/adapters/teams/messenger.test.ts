import { EventEmitter, once } from 'node:events'
import { botAuthentication } from '../../../src/adapters/teams/authentication.ts'
import { botSurface } from '../../../src/adapters/teams/bot-surface.ts'
import { connector } from '../../../src/adapters/teams/connector.ts'
import { toDeliveryError } from '../../../src/adapters/teams/delivery-error.ts'
import { realWaiting } from '../../../src/adapters/teams/waiting.ts'
import { parsePersonId } from '../../../src/domain/ids.ts'
import { DeliveryError, type Messenger } from '../../../src/ports/messenger.ts'
import { memoryAddressBook, memorySeen, message, recordingLog } from './recording.ts'
import {
  appId,
  type ConnectorAnswer,
  channelId,
  emma,
  issuer,
  startTeamsWire,
  type TeamsWire,
  tenantId,
} from './teams-wire.ts'

let wire: TeamsWire
let messenger: Messenger
let addresses: ReturnType<typeof memoryAddressBook>
let logged: ReturnType<typeof recordingLog>
let outcomes: string[]
let stop: () => void

const person = parsePersonId(tenantId, emma) ?? fail('not a person')
const identity = () =>
  ({ kind: 'local', appId, tenantId, openIdMetadataUrl: wire.metadataUrl, issuer, outboundToken: () => 'out' }) as const

function fail(why: string): never {
  throw new Error(why)
}

beforeAll(async () => {
  wire = await startTeamsWire()
})

afterAll(() => wire.close())

beforeEach(async () => {
  wire.calls.length = 0
  wire.answerWith(() => ({ status: 200 }))
  addresses = memoryAddressBook()
  logged = recordingLog()
  outcomes = []
  const surface = await botSurface({
    language: 'en',
    identity: identity(),
    tenants: [tenantId],
    serviceHosts: ['127.0.0.1'],
    fallbackServiceUrl: wire.url,
    addressBook: addresses.book,
    seen: memorySeen(),
    welcomes: memorySeen(),
    clock: { now: () => 1 },
    log: logged.log,
    metrics: { turn: () => {}, delivery: (outcome) => void outcomes.push(outcome) },
  })
  messenger = surface.messenger
  stop = surface.stop
})

afterEach(() => stop())

const paths = () => wire.calls.map((call) => `${call.method} ${call.path}`)

async function refusal(answer: ConnectorAnswer): Promise<DeliveryError> {
  wire.answerWith(() => answer)
  const error = await messenger.post({ kind: 'conversation', id: 'a:x' }, message).catch((thrown: unknown) => thrown)
  return error instanceof DeliveryError ? error : fail(`not a DeliveryError: ${error}`)
}

describe('posting', () => {
  test('to a channel starts a thread', async () => {
    wire.answerWith(() => ({ status: 201, body: { id: `${channelId};messageid=42`, activityId: '42' } }))
    const posted = await messenger.post({ kind: 'conversation', id: channelId }, message)
    expect(posted).toEqual({ conversation: `${channelId};messageid=42`, messageId: '42' })
    expect(paths()).toEqual(['POST /v3/conversations'])
    expect(wire.calls[0]?.body).toMatchObject({
      isGroup: true,
      tenantId,
      channelData: { channel: { id: channelId } },
      activity: { type: 'message', summary: 'Hello', attachments: [{ content: message.card }] },
    })
  })

  test('to a thread replies in it, whichever way the thread is told', async () => {
    await messenger.post({ kind: 'conversation', id: channelId, thread: '42' }, message)
    await messenger.post({ kind: 'conversation', id: `${channelId};messageid=42` }, message)
    const path = `POST /v3/conversations/${channelId};messageid=42/activities`
    expect(paths()).toEqual([path, path])
  })

  test('without the activity’s id in the answer the thread’s is taken', async () => {
    wire.answerWith(() => ({ status: 201, body: { id: `${channelId};messageid=43` } }))
    expect(await messenger.post({ kind: 'conversation', id: channelId }, message)).toMatchObject({ messageId: '43' })
  })

  test('to a person opens their personal chat once and remembers it', async () => {
    wire.answerWith(({ path }) => ({ status: 201, body: path === '/v3/conversations' ? { id: 'a:new' } : { id: '7' } }))
    expect(await messenger.post({ kind: 'person', person }, message)).toEqual({ conversation: 'a:new', messageId: '7' })
    await messenger.post({ kind: 'person', person }, message)
    const say = 'POST /v3/conversations/a:new/activities'
    expect(paths()).toEqual(['POST /v3/conversations', say, say])
    expect(wire.calls[0]?.body).toMatchObject({ members: [{ id: emma }], tenantId, isGroup: false })
    expect(wire.calls[0]?.body.activity).toBeUndefined()
  })

  test('to a person whose chat is no more opens another; one who blocked the bot is gone', async () => {
    const reference = { serviceUrl: wire.url, tenantId, botId: `28:${appId}`, kind: 'personal' }
    await addresses.book.learn({ conversation: 'a:old', kind: 'personal', person, reference })
    wire.answerWith(({ path }) => {
      if (path.includes('a:old')) return { status: 404, body: { error: { code: 'ConversationNotFound' } } }
      return { status: 201, body: path === '/v3/conversations' ? { id: 'a:new' } : { id: '7' } }
    })
    expect(await messenger.post({ kind: 'person', person }, message)).toEqual({ conversation: 'a:new', messageId: '7' })
    wire.answerWith(() => ({ status: 403, body: { error: { code: 'ConversationBlockedByUser' } } }))
    await expect(messenger.post({ kind: 'person', person }, message)).rejects.toMatchObject({ outcome: 'gone' })
  })

  test('uses the service URL that the conversation was learnt with', async () => {
    const other = await startTeamsWire()
    try {
      const reference = { serviceUrl: other.url, tenantId, botId: `28:${appId}`, kind: 'group' }
      await addresses.book.learn({ conversation: '19:g@thread.v2', kind: 'group', reference })
      await messenger.post({ kind: 'conversation', id: '19:g@thread.v2' }, message)
      expect(other.calls).toHaveLength(1)
      expect(wire.calls).toHaveLength(0)
    } finally {
      await other.close()
    }
  })
})

test('an update replaces the message', async () => {
  await messenger.update(`${channelId};messageid=42`, '42', message)
  expect(paths()).toEqual([`PUT /v3/conversations/${channelId};messageid=42/activities/42`])
  expect(wire.calls[0]?.body).toMatchObject({ type: 'message', attachments: [{ content: message.card }] })
})

describe('what Teams refuses', () => {
  test.each([
    [400, 'refused'],
    [401, 'later'],
    [403, 'gone'],
    [404, 'gone'],
    [409, 'refused'],
    [412, 'later'],
    [413, 'refused'],
    [429, 'later'],
    [500, 'later'],
    [502, 'later'],
    [503, 'later'],
    [504, 'later'],
  ] as const)('%i is %s, and nobody tries again by himself', async (status, outcome) => {
    const error = await refusal({ status, body: { error: { code: 'Some', message: 'text' } } })
    expect(error.outcome).toBe(outcome)
    expect(error.message).toContain(`${status} Some`)
    expect(wire.calls).toHaveLength(1)
    expect(outcomes).toEqual([outcome])
  })

  test('Retry-After is told on, and the conversation is left alone until then', async () => {
    const error = await refusal({ status: 429, headers: { 'retry-after': '1' } })
    expect(error.retryAfterMs).toBe(1_000)
    wire.answerWith(() => ({ status: 200 }))
    const started = performance.now()
    await messenger.post({ kind: 'conversation', id: 'a:x' }, message)
    expect(performance.now() - started).toBeGreaterThan(900)
  })

  test('401 is shouted, for nothing can be sent until an operator mends it', async () => {
    await refusal({ status: 401 })
    expect(logged.lines.map((line) => line.level)).toEqual(['error'])
  })

  test('a broken connection is later, after one attempt', async () => {
    const error = await refusal({ status: 200, drop: true })
    expect(error.outcome).toBe('later')
    expect(wire.calls).toHaveLength(1)
  })

  test('a connector that never answers is later', async () => {
    const silence = new EventEmitter()
    wire.answerWith(async () => {
      await once(silence, 'broken')
      return { status: 200 }
    })
    const slow = connector({
      authentication: await botAuthentication(identity()),
      appId,
      now: realWaiting.now,
      timeoutMs: 50,
    })
    const error = await slow.send(wire.url, 'a:x', { type: 'message' }).catch((thrown: unknown) => thrown)
    expect(toDeliveryError(error, 'send').outcome).toBe('later')
    silence.emit('broken')
  })

  test('an address book that cannot be read is later too', async () => {
    addresses.book.conversation = () => Promise.reject(new Error('database away'))
    await expect(messenger.post({ kind: 'conversation', id: 'a:x' }, message)).rejects.toMatchObject({
      outcome: 'later',
    })
  })
})

test('two messages for one conversation never overlap on the wire', async () => {
  let open = 0
  let most = 0
  wire.answerWith(async () => {
    most = Math.max(most, ++open)
    await new Promise((resolve) => setImmediate(resolve))
    open--
    return { status: 200 }
  })
  await Promise.all([1, 2, 3, 4].map((n) => messenger.update(`${channelId};messageid=${n}`, `${n}`, message)))
  expect(most).toBe(1)
})
