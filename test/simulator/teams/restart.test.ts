import { randomInt } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sandboxPeople } from '../../../src/simulator/sandbox/people.ts'
import {
  adam,
  aisha,
  card,
  cardAnswer,
  emma,
  execute,
  heard,
  ops,
  type SimulatedTeams,
  startInstalling,
  startSimulatedTeams,
} from './simulated-teams.ts'

/** A free port that nobody gets who asks for any: between the two starts it would be taken by whatever else runs here. */
async function portOfOurOwn(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000)
    const probe = createServer()
    const free = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
    })
    if (free) return port
  }
}

describe('after a restart', () => {
  let folder: string
  const open: SimulatedTeams[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'teams-'))
  })
  afterEach(async () => {
    for (const sim of open.splice(0)) await sim.close()
    rmSync(folder, { recursive: true })
  })

  async function start(name: string, begin = startSimulatedTeams, port = 0): Promise<SimulatedTeams> {
    const sim = await begin({ journalFile: join(folder, name), port })
    open.push(sim)
    return sim
  }

  /** What a `kill -9` at this moment leaves: the file as it is, nothing closed. */
  async function killAndStart(begin = startSimulatedTeams): Promise<SimulatedTeams> {
    cpSync(join(folder, 'journal'), join(folder, 'left'))
    return await start('left', begin)
  }

  test('messages, edits, views, deletions and the key are there', async () => {
    const before = await start('journal')
    const said = await before.teams.say(emma, ops, '@JIT request web01')
    const id = await before.post(ops, card('base', { actions: [execute('Approve', 'approve')] }))
    const other = await before.post(ops, card('one', { actions: [execute('Approve', 'approve')] }))
    before.bot.reply = () => cardAnswer(card('for Adam'))
    await before.teams.press({ as: adam, message: id, action: 'Approve' })
    await before.teams.press({ as: adam, message: other, action: 'Approve' })
    await before.replace(ops, other, card('two'))
    const deleted = await before.post(ops, 'soon gone')
    await before.call('DELETE', `v3/conversations/${encodeURIComponent(ops)}/activities/${deleted}`)
    const key = async (sim: SimulatedTeams) =>
      (await fetch(sim.teams.openIdMetadataUrl.replace('openidconfiguration', 'keys'))).json()

    const after = await killAndStart()
    for (const person of [emma, adam, aisha]) {
      expect(await after.teams.messages(person, ops)).toEqual(await before.teams.messages(person, ops))
    }
    expect((await after.teams.messages(adam, ops))[1]?.card).toEqual(card('for Adam'))
    expect((await after.teams.messages(adam, ops))[2]?.card).toEqual(card('two'))
    expect(await key(after)).toEqual(await key(before))
    expect(Number((await after.teams.say(emma, ops, 'x')).id)).toBeGreaterThan(Number(deleted))
    await after.teams.redeliver(said.id)
    expect(after.bot.received.at(-1)?.activity).toMatchObject({ id: said.id, serviceUrl: after.teams.serviceUrl })
    await after.teams.redeliver(id)
    expect(after.bot.activities('invoke').at(-1)).toMatchObject({ value: { action: { verb: 'approve' } } })
    expect((await after.replace(ops, id, card('later'))).status).toBe(200)
  })

  test('the address is the same if it is free, and the installation is told again only if it is not', async () => {
    const first = await start('journal', startSimulatedTeams, await portOfOurOwn())
    const { serviceUrl } = first.teams
    // The bot has heard of it a moment before that is written down.
    await first.teams.announced
    await first.close()
    open.length = 0
    const second = await start('journal', startInstalling)
    expect(second.teams.serviceUrl).toBe(serviceUrl)
    await second.teams.say(emma, second.personal(emma), 'hi')
    expect(second.bot.activities('installationUpdate')).toEqual([])

    const third = await killAndStart(startInstalling)
    expect(third.teams.serviceUrl).not.toBe(serviceUrl)
    await heard(third.bot, (sandboxPeople.length + 1) * 2)
    expect(third.bot.activities('installationUpdate')[0]).toMatchObject({ serviceUrl: third.teams.serviceUrl })
  })

  test('a port that is taken is the system’s error', async () => {
    const first = await start('journal')
    const port = Number(new URL(first.teams.serviceUrl).port)
    await expect(startSimulatedTeams({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
