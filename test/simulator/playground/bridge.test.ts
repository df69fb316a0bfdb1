import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { playgroundBridge } from '../../../src/simulator/playground/bridge.ts'
import { sandboxPeople } from '../../../src/simulator/sandbox/people.ts'
import { must } from '../../fixtures.ts'
import {
  adam,
  card,
  cardAnswer,
  emma,
  execute,
  ops,
  type SimulatedTeams,
  startSimulatedTeams,
  until,
} from '../teams/simulated-teams.ts'
import { channel, type FakePlayground, recorded, startFakePlayground } from './fake-playground.ts'

let sim: SimulatedTeams
let playground: FakePlayground
let server: Server

beforeEach(async () => {
  sim = await startSimulatedTeams()
  playground = await startFakePlayground()
  const handle = playgroundBridge({ teams: sim.teams, people: sandboxPeople, person: must(sandboxPeople[0]) })
  server = createServer((incoming, response) => void handle(incoming, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  server.close()
  server.closeAllConnections()
  await playground.close()
  await sim.close()
})

function send(body: unknown, { method = 'POST', headers = {} }: { method?: string; headers?: object } = {}) {
  const { port } = server.address() as AddressInfo
  return new Promise<{ status: number; body: Record<string, unknown>; headers: object }>((resolve, reject) => {
    const outgoing = request({
      host: '127.0.0.1',
      port,
      method,
      path: '/api/messages',
      headers: { 'content-type': 'application/json', ...headers },
      agent: false,
    })
    outgoing.once('error', reject)
    outgoing.once('response', (response) => {
      let received = ''
      response.on('data', (chunk: Buffer) => {
        received += chunk.toString()
      })
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: received === '' ? {} : JSON.parse(received),
          headers: response.headers,
        }),
      )
    })
    outgoing.end(method === 'HEAD' ? undefined : typeof body === 'string' ? body : JSON.stringify(body))
  })
}

const as = (person: string, fields: Record<string, unknown>) => send(recorded(playground.serviceUrl, person, fields))
const says = (text: string, more: object = {}) => ({ type: 'message', text, textFormat: 'plain', ...more })
const press = (title: string, verb: string, data: object, replyToId: string, more: object = {}) => ({
  type: 'invoke',
  name: 'adaptiveCard/action',
  value: { action: { type: 'Action.Execute', title, verb, data } },
  replyToId,
  ...more,
})
const shown = (text: string) => playground.messages.find((message) => JSON.stringify(message).includes(text))

test('what is typed is heard by the bot, signed, as typed by that person of the sandbox', async () => {
  await as(emma, says('request web01 rdp 1h'))
  await until(() => sim.bot.activities('message').length === 1)
  expect(sim.bot.activities('message')[0]).toMatchObject({
    text: 'request web01 rdp 1h',
    from: { aadObjectId: emma, name: 'Emma Lindqvist' },
    serviceUrl: sim.teams.serviceUrl,
  })
  // The configuration of somebody who started it by hand: its user is the one of the sandbox whom it stands for.
  await as('00000000-0000-0000-0000-0000000000020', says('status'))
  await until(() => sim.bot.activities('message').length === 2)
  expect(sim.bot.activities('message')[1]).toMatchObject({ from: { aadObjectId: emma } })
})

test('what the bot says is shown, edits follow, and a press comes back with the bot’s answer', async () => {
  await as(adam, { type: 'installationUpdate', action: 'add', conversation: channel(ops, 'ops-approvals') })
  const message = await sim.post(
    ops,
    card('Approve?', { actions: [execute('Approve', 'approve', { id: 'X' })], refresh: {} }),
  )
  await until(() => shown('Approve?') !== undefined)
  expect(shown('Approve?')?.card).not.toHaveProperty('refresh')
  sim.bot.reply = () => cardAnswer(card('Approved by Adam'))
  const id = must(shown('Approve?')).id
  const inputs = { id: 'X', comment: 'fine' }
  const answer = await as(
    adam,
    press('Approve', 'approve', inputs, id, { conversation: channel(ops, 'ops-approvals') }),
  )
  expect(answer).toMatchObject({ status: 200, body: { value: card('Approved by Adam') } })
  expect(sim.bot.activities('invoke').at(-1)).toMatchObject({
    from: { aadObjectId: adam },
    value: { action: { verb: 'approve', data: inputs } },
  })
  await until(() => shown('Approved by Adam')?.id === id)
  await sim.replace(ops, message, card('Open'))
  await until(() => shown('"Open"')?.id === id)
  expect(playground.messages).toHaveLength(1)
})

test('a page that is loaded anew has forgotten everything, and is told what was said last', async () => {
  for (let n = 0; n < 20; n++) {
    sim.clock.elapsedMs += 60_000
    await sim.post(ops, card(`said ${n}`))
  }
  const open = { type: 'installationUpdate', action: 'add', conversation: channel(ops, 'ops-approvals') }
  await as(adam, open)
  await until(() => playground.messages.length === 15)
  expect(playground.messages.at(-1)?.card).toEqual(card('said 19'))
  playground.messages.length = 0
  await as(adam, open)
  await sim.post(ops, card('after'))
  await until(() => shown('after') !== undefined)
  expect(shown('said 6')).toBeDefined()
  expect(shown('said 4"')).toBeUndefined()
  expect(new Set(playground.messages.map((message) => JSON.stringify(message.card))).size).toBe(
    playground.messages.length,
  )
})

test('a conversation that the sandbox has not is told to be none; a card that is not known changes nothing', async () => {
  await as(emma, says('hi', { conversation: channel('team', 'General') }))
  await until(() => shown('no such conversation') !== undefined)
  const answer = await as(emma, press('Approve', 'approve', {}, 'pg99'))
  expect(answer.body).toMatchObject({ statusCode: 200, value: expect.stringMatching(/not known any more/) })
  expect(sim.bot.received).toEqual([])
})

test.each([
  ['not JSON', '{'],
  ['no object', '[]'],
  ['nothing', {}],
  ['another machine’s service', recorded('http://10.0.0.1/_connector', emma, says('hi'))],
  ['a name that only begins like this machine', recorded('http://localhost.evil.example/', emma, says('hi'))],
  ['https elsewhere', recorded('https://smba.trafficmanager.net/emea/', emma, says('hi'))],
  ['wrong types', recorded('http://localhost:1/', emma, { type: 7, conversation: 7, from: 7 })],
  ['no conversation', recorded('http://localhost:1/', emma, { ...says('hi'), conversation: {} })],
])('H3 %s is refused, and nobody hears of it', async (_what, body) => {
  expect((await send(body)).status).toBe(400)
  expect(sim.bot.received).toEqual([])
})

test.each([{ host: 'evil.example' }, { origin: 'https://evil.example' }, { origin: 'null' }])(
  'H2 pages of others can not speak for anybody: %j',
  async (headers) => {
    const body = recorded(playground.serviceUrl, emma, says('hi'))
    expect((await send(body, { headers })).status).toBe(403)
    expect(sim.bot.received).toEqual([])
  },
)

test('it tells that it is there, for whoever starts another Playground', async () => {
  const { status, headers } = await send('', { method: 'HEAD' })
  expect(status).toBe(200)
  expect(headers).toHaveProperty('x-agents-playground')
})
