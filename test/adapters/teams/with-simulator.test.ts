import { parsePersonId } from '../../../src/domain/ids.ts'
import { sandboxChannels, sandboxPeople, sandboxTenantId } from '../../../src/simulator/sandbox/people.ts'
import { startTogether } from './together.ts'

const [emma, adam] = sandboxPeople
const [ops] = sandboxChannels

let together: Awaited<ReturnType<typeof startTogether>>

beforeEach(async () => {
  together = await startTogether()
})

afterEach(() => together.close())

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not there')
  return value
}

const emmaId = required(emma).id
const adamId = required(adam).id
const opsId = required(ops).id

const plainMessage = { card: { type: 'AdaptiveCard', version: '1.5', body: [] }, summary: 'x' } as const

test('what is typed in a personal chat is answered there', async () => {
  const { teams, heard } = together
  const personal = required(teams.conversations(emmaId)[0])
  expect((await teams.say(emmaId, personal.id, '/jit mine')).status).toBe(200)
  expect(heard.asked.find((one) => one.what === 'message')).toMatchObject({
    text: '/jit mine',
    turn: { person: { id: `${sandboxTenantId}/${emmaId}` }, conversation: { kind: 'personal' } },
  })
  const seen = await teams.messages(emmaId, personal.id)
  expect(seen.at(-1)).toMatchObject({ from: { bot: true }, card: { type: 'AdaptiveCard' } })
})

test('what is typed in a channel is heard without the mention and answered in its thread, for that person alone', async () => {
  const { teams, heard } = together
  expect((await teams.say(emmaId, opsId, '@JIT status')).status).toBe(200)
  expect(heard.asked.find((one) => one.what === 'message')).toMatchObject({
    text: 'status',
    turn: { conversation: { id: opsId, kind: 'channel' } },
  })
  const answer = (await teams.messages(emmaId, opsId)).at(-1)
  expect(answer).toMatchObject({ from: { bot: true }, onlyYou: true })
  expect((await teams.messages(adamId, opsId)).some(({ id }) => id === answer?.id)).toBe(false)
})

test('what is for all is said for all, but for what was asked in private', async () => {
  const { teams, heard } = together
  await teams.announced
  heard.chat.message = async () => ({ ...plainMessage, forAll: true })
  const seen = async () => (await teams.messages(adamId, opsId)).filter(({ from }) => from.bot).length
  const before = await seen()
  await teams.say(emmaId, opsId, '/jit here approvals ops')
  expect(await seen()).toBe(before + 1)
  teams.settings.slashIsTargeted = true
  await teams.say(emmaId, opsId, '/jit here approvals ops')
  expect(await seen()).toBe(before + 1)
  expect((await teams.messages(emmaId, opsId)).at(-1)).toMatchObject({ from: { bot: true }, onlyYou: true })
})

test('where Teams takes no targeted message the answer comes in the personal chat, and it is not tried again for a while', async () => {
  const { teams } = together
  const personal = required(teams.conversations(emmaId)[0])
  await teams.announced
  const said = async (room: string) => (await teams.messages(emmaId, room)).filter(({ from }) => from.bot).length
  const before = { personal: await said(personal.id), channel: await said(opsId) }
  teams.inject({ operation: 'target', kind: 'status', status: 400, code: 'BadArgument', times: 1 })
  for (let n = 1; n <= 2; n++) {
    await teams.say(emmaId, opsId, '@JIT help')
    expect(await said(personal.id)).toBe(before.personal + n)
  }
  expect(await said(opsId)).toBe(before.channel)
  // Another conversation may be of another mind.
  const audit = required(teams.conversations(emmaId).find(({ name }) => name === 'audit'))
  await teams.say(emmaId, audit.id, '@JIT help')
  expect((await teams.messages(emmaId, audit.id)).at(-1)).toMatchObject({ onlyYou: true })
})

test('where there is no personal chat either, it is said for all: silence would be worse', async () => {
  const { teams } = together
  teams.inject({ operation: 'target', kind: 'status', status: 403 })
  teams.inject({ operation: 'create', kind: 'status', status: 403, code: 'BotNotInConversationRoster' })
  const personal = required(teams.conversations(emmaId)[0])
  teams.inject({ operation: 'send', conversation: personal.id, kind: 'status', status: 403 })
  await teams.say(emmaId, opsId, '@JIT help')
  expect((await teams.messages(adamId, opsId)).at(-1)).toMatchObject({ from: { bot: true } })
})

test('a targeted message that may have arrived is not said a second time elsewhere', async () => {
  const { teams } = together
  const personal = required(teams.conversations(emmaId)[0])
  await teams.announced
  const said = async (room: string) => (await teams.messages(emmaId, room)).filter(({ from }) => from.bot).length
  const before = { personal: await said(personal.id), channel: await said(opsId) }
  teams.inject({ operation: 'target', kind: 'lost', times: 1 })
  await teams.say(emmaId, opsId, '@JIT help')
  expect(await said(opsId)).toBe(before.channel + 1)
  expect(await said(personal.id)).toBe(before.personal)
})

test('a card posted to a channel is pressed there, and edited in its place', async () => {
  const { teams, heard, messenger } = together
  const card = {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [{ type: 'TextBlock', text: 'Please' }],
    actions: [{ type: 'Action.Execute', title: 'Approve', verb: 'approve', data: { request: 'AB' } }],
  } as const
  const posted = await messenger.post({ kind: 'conversation', id: opsId }, { card, summary: 'Please' })
  heard.chat.press = async () => ({ kind: 'card', card: { type: 'AdaptiveCard', version: '1.5', body: [] } })
  expect(await teams.press({ as: adamId, message: posted.messageId, action: 'Approve' })).toMatchObject({
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' },
  })
  const after = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Approved' }] } as const
  await messenger.update(posted.conversation, posted.messageId, { card: after, summary: 'Approved' })
  const seen = (await teams.messages(emmaId, opsId)).find((one) => one.id === posted.messageId)
  expect(seen).toMatchObject({ edited: true, card: { body: [{ text: 'Approved' }] } })
})

test('a person who never wrote is reached, and their chat is the one that they see', async () => {
  const { teams, messenger, heard } = together
  const person = required(parsePersonId(sandboxTenantId, adamId))
  const card = { type: 'AdaptiveCard', version: '1.5', body: [] } as const
  const posted = await messenger.post({ kind: 'person', person }, { card, summary: 'Hello' })
  const personal = required(teams.conversations(adamId)[0])
  expect(posted.conversation).toBe(personal.id)
  expect((await teams.messages(adamId, personal.id)).at(-1)).toMatchObject({ id: posted.messageId })
  expect(heard.asked.filter((one) => one.what === 'message')).toEqual([])
})

test('S5 a message that Teams delivers again is heard once; T9 its edit is not heard at all', async () => {
  const { teams, heard } = together
  const personal = required(teams.conversations(emmaId)[0])
  const { id } = await teams.say(emmaId, personal.id, 'mine')
  await teams.redeliver(id)
  await teams.edit(emmaId, id, '/jit request web01 rdp 1h')
  expect(heard.asked.filter((one) => one.what === 'message')).toHaveLength(1)
})

test('C6 a message that Teams refuses for now is handed back with when to try again', async () => {
  const { teams, messenger } = together
  const message = { card: { type: 'AdaptiveCard', version: '1.5', body: [] }, summary: 'x' } as const
  teams.inject({ kind: 'status', status: 429, retryAfterSeconds: 1, times: 1 })
  const refused = messenger.post({ kind: 'conversation', id: opsId }, message)
  await expect(refused).rejects.toMatchObject({ outcome: 'later', retryAfterMs: 1_000 })
  await expect(messenger.post({ kind: 'conversation', id: opsId }, message)).resolves.toBeDefined()
  await expect(messenger.update(opsId, '999', message)).rejects.toMatchObject({ outcome: 'gone' })
})

test('a burst of messages for one channel arrives whole, in order, and causes no 429', async () => {
  const { teams, messenger } = together
  const numbers = Array.from({ length: 12 }, (_, n) => `${n}`)
  await Promise.all(
    numbers.map((n) => {
      const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: n }] } as const
      return messenger.post({ kind: 'conversation', id: opsId }, { card, summary: n })
    }),
  )
  expect(teams.answers()[429]).toBeUndefined()
  expect(teams.answers()[412]).toBeUndefined()
  expect((await teams.messages(emmaId, opsId)).map((one) => one.summary)).toEqual(numbers)
})
