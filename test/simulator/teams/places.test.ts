import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  activitiesOf,
  adam,
  card,
  cardMessage,
  ops,
  type SimulatedTeams,
  startInstalling,
  startSimulatedTeams,
} from './simulated-teams.ts'

let sim: SimulatedTeams
afterEach(() => sim.close())

const post = async (conversation: string) => await sim.call('POST', activitiesOf(conversation), cardMessage(card('x')))
const namesOf = (person: string) => sim.teams.conversations(person).map(({ name }) => name)

test('a renamed channel has its new name, and the bot is told in Teams’ own shape', async () => {
  sim = await startSimulatedTeams()
  await sim.teams.place({ do: 'rename channel', channel: 'ops-approvals', name: 'Gate keepers' })
  expect(namesOf(adam)).toContain('Gate keepers')
  const [told] = sim.bot.activities('conversationUpdate')
  expect(told).toMatchObject({
    from: { id: expect.stringMatching(/^29:/) },
    conversation: { id: expect.not.stringContaining(ops), conversationType: 'channel' },
    channelData: { eventType: 'channelRenamed', channel: { id: ops, name: 'Gate keepers' } },
  })
  expect(JSON.stringify(told?.from)).not.toMatch(/aadObjectId/)
})

test('a deleted channel is seen by nobody and takes nothing, until it is restored', async () => {
  sim = await startSimulatedTeams()
  await sim.teams.place({ do: 'delete channel', channel: ops })
  expect(namesOf(adam)).not.toContain('ops-approvals')
  expect(await post(ops)).toMatchObject({ status: 404, body: { error: { code: 'ConversationNotFound' } } })
  await sim.teams.place({ do: 'restore channel', channel: ops })
  expect((await post(ops)).status).toBe(201)
  const events = sim.bot.activities('conversationUpdate').map(({ channelData }) => channelData)
  expect(events).toMatchObject([{ eventType: 'channelDeleted' }, { eventType: 'channelRestored' }])
})

test('without the app a team and a person take nothing, and the bot hears nothing', async () => {
  sim = await startSimulatedTeams()
  const personal = sim.personal(adam)
  await sim.teams.place({ do: 'remove app', of: 'team' })
  await sim.teams.place({ do: 'remove app', of: adam })
  for (const conversation of [ops, personal])
    expect(await post(conversation)).toMatchObject({
      status: 403,
      body: { error: { code: 'BotNotInConversationRoster' } },
    })
  expect((await sim.teams.say(adam, ops, '@JIT hi')).status).toBe(0)
  expect((await sim.teams.say(adam, personal, 'hi')).status).toBe(0)
  await sim.teams.place({ do: 'delete channel', channel: ops })
  expect(sim.bot.activities('conversationUpdate')).toHaveLength(1)
  expect(sim.bot.activities('installationUpdate').map(({ action }) => action)).toEqual(['remove', 'remove'])
  await sim.teams.place({ do: 'add app', of: adam })
  expect((await post(personal)).status).toBe(201)
})

test('what is not there is refused, and what became of the places outlives the simulator', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jit-places-'))
  const journalFile = join(folder, 'teams.jsonl')
  try {
    sim = await startSimulatedTeams({ journalFile })
    await expect(sim.teams.place({ do: 'delete channel', channel: 'nowhere' })).rejects.toMatchObject({ status: 404 })
    await expect(sim.teams.place({ do: 'remove app', of: 'nobody' })).rejects.toMatchObject({ status: 404 })
    await sim.teams.place({ do: 'rename channel', channel: 'audit', name: 'Watch' })
    await sim.teams.place({ do: 'delete channel', channel: ops })
    await sim.close()
    sim = await startInstalling({ journalFile })
    expect(namesOf(adam)).toEqual(['JIT Access', 'Watch'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)
