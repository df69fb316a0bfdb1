import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { adam, emma, ops, type SimulatedTeams, startInstalling, startSimulatedTeams } from './simulated-teams.ts'

const open: SimulatedTeams[] = []
afterEach(async () => {
  for (const sim of open.splice(0)) await sim.close()
})
async function start(options: Parameters<typeof startSimulatedTeams>[0] = {}): Promise<SimulatedTeams> {
  const sim = await startSimulatedTeams(options)
  open.push(sim)
  return sim
}

test('what somebody types carries the locale of their own client, in both places where Teams puts it', async () => {
  const sim = await start()
  sim.teams.readIn(adam, 'de-de')
  expect([sim.teams.localeOf(adam), sim.teams.localeOf(emma)]).toEqual(['de-DE', 'en-GB'])
  await sim.teams.say(adam, ops, '@JIT Access help')
  await sim.teams.say(emma, ops, '@JIT Access help')
  expect(sim.bot.activities('message')).toMatchObject([
    {
      locale: 'de-DE',
      entities: expect.arrayContaining([expect.objectContaining({ locale: 'de-DE', country: 'DE' })]),
    },
    {
      locale: 'en-GB',
      entities: expect.arrayContaining([expect.objectContaining({ locale: 'en-GB', country: 'GB' })]),
    },
  ])
})

test('what is no locale changes nothing', async () => {
  const sim = await start()
  for (const locale of ['', 'deutsch, bitte', 'de DE', '../x'])
    expect(() => sim.teams.readIn(adam, locale)).toThrow(/no locale such as/)
  expect(() => sim.teams.readIn('nobody', 'de-DE')).toThrow()
  expect(sim.teams.localeOf(adam)).toBe('en-GB')
})

test('the choice outlives a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tongues-'))
  try {
    const journalFile = join(folder, 'teams.jsonl')
    const first = await start({ journalFile })
    first.teams.readIn(adam, 'de-DE')
    await first.close()
    open.pop()
    const again = await startInstalling({ journalFile })
    open.push(again)
    expect(again.teams.localeOf(adam)).toBe('de-DE')
  } finally {
    for (const sim of open.splice(0)) await sim.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
