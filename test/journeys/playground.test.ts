import { channel, type FakePlayground, recorded, startFakePlayground } from '../simulator/playground/fake-playground.ts'
import { cardText, eventually, ids, type Journey, startJourney } from './sandbox.ts'

const ops = '19:6f70732d617070726f76616c73000000@thread.tacv2'
let sandbox: Journey
let emmas: FakePlayground
let adams: FakePlayground
beforeAll(async () => {
  sandbox = await startJourney({ TEAMS_AUTH: 'none' })
  emmas = await startFakePlayground()
  adams = await startFakePlayground()
}, 150_000)
afterAll(async () => {
  await emmas.close()
  await adams.close()
  await sandbox.stop()
})

async function send(body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${sandbox.program().url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status: response.status, text: await response.text() }
}
const shown = (playground: FakePlayground, pattern: RegExp) =>
  playground.messages.findLast(({ card }) => card !== undefined && pattern.test(cardText(card)))
const sees = (playground: FakePlayground, pattern: RegExp) =>
  eventually(`a card that says ${pattern}`, async () => shown(playground, pattern))
const adamsChannel = { conversation: channel(ops, 'ops-approvals') }

test('the main job between two Playgrounds: asked in one, approved in the other, and told in the first', async () => {
  await send(recorded(adams.serviceUrl, ids.adam, { type: 'installationUpdate', action: 'add', ...adamsChannel }))
  const typed = { type: 'message', text: 'request web01 rdp 1h from vpn INC123456 patching', textFormat: 'plain' }
  expect((await send(recorded(emmas.serviceUrl, ids.emma, typed))).status).toBe(200)
  const status = await sees(emmas, /^Waiting for approval/)
  const waiting = await sees(adams, /Emma Lindqvist asks for web01/)
  const id = /\b[0-9A-HJKMNP-TV-Z]{8}\b(?=$|\n)/m.exec(cardText(waiting.card))?.[0]
  const press = {
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: waiting.id,
    value: { action: { type: 'Action.Execute', title: 'Approve', verb: 'approve', data: { request: id } } },
  }
  const answered = await send(recorded(adams.serviceUrl, ids.adam, { ...press, ...adamsChannel }))
  expect(answered.status).toBe(200)
  await eventually('the same message to say open', async () =>
    /Open until/.test(cardText(emmas.messages.find((message) => message.id === status.id)?.card)),
  )
  await sees(emmas, /^Open until.*mstsc/s)
  expect((await sandbox.api.reachable('web01', 3389, '198.51.100.7')).reachable).toBe(true)
}, 120_000)

test('H2 without a token nothing but that is possible, and Teams’ own calls are checked as ever', async () => {
  const body = recorded(emmas.serviceUrl, ids.emma, { type: 'message', text: 'status' })
  const teams = { ...body, serviceUrl: 'https://smba.trafficmanager.net/emea/' }
  expect((await send(teams)).status).toBe(400)
  for (const authorization of ['Bearer x', 'Bearer a.b.c', ''])
    expect((await send(teams, { authorization })).status).toBeGreaterThanOrEqual(400)
  expect((await send(body, { authorization: 'Bearer a.b.c' })).status).toBe(401)
  expect((await send(body, { origin: 'https://evil.example' })).status).toBe(403)
}, 60_000)

test('H2 a sandbox that was not started so takes nothing unsigned', async () => {
  const closed = await startJourney()
  try {
    const body = recorded(emmas.serviceUrl, ids.emma, { type: 'message', text: 'status' })
    const response = await fetch(`${closed.program().url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(response.status).toBe(401)
    const head = await fetch(`${closed.program().url}/api/messages`, { method: 'HEAD' })
    expect(head.headers.has('x-agents-playground')).toBe(false)
  } finally {
    await closed.stop()
  }
}, 120_000)
