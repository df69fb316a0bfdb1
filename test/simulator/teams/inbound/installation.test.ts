import { sandboxPeople } from '../../../../src/simulator/sandbox/people.ts'
import { startFakeBot } from '../fake-bot.ts'
import { adam, heard, type SimulatedTeams, startInstalling } from '../simulated-teams.ts'

describe('the installation', () => {
  let sim: SimulatedTeams
  afterEach(() => sim.close())

  test('is told for the team and for everybody’s personal chat', async () => {
    sim = await startInstalling()
    await heard(sim.bot, (sandboxPeople.length + 1) * 2)
    const updates = sim.bot.activities('conversationUpdate')
    const installs = sim.bot.activities('installationUpdate')
    expect(updates).toHaveLength(sandboxPeople.length + 1)
    expect(installs).toHaveLength(sandboxPeople.length + 1)
    const [team, emmas] = updates
    expect(team).toMatchObject({
      channelId: 'msteams',
      serviceUrl: sim.teams.serviceUrl,
      membersAdded: [{ id: '28:b07b07b0-0000-4000-8000-0000000000b0' }],
      conversation: { conversationType: 'channel', isGroup: true, tenantId: '7d1c1c1e-0000-4000-8000-000000000001' },
      channelData: { team: { name: 'Operations' }, eventType: 'teamMemberAdded' },
    })
    expect(emmas).toMatchObject({
      from: { id: expect.stringMatching(/^29:1/), aadObjectId: sandboxPeople[0]?.id, name: 'Emma Lindqvist' },
      conversation: { conversationType: 'personal', id: expect.stringMatching(/^a:1/) },
    })
    expect(installs[1]).toMatchObject({ action: 'add', conversation: { conversationType: 'personal' } })
  })

  test('leaves out a person for whom the app is not installed', async () => {
    sim = await startInstalling({ people: sandboxPeople.map((p) => ({ ...p, installed: p.id !== adam })) })
    await heard(sim.bot, sandboxPeople.length * 2)
    const told = sim.bot.activities('installationUpdate').map(({ from }) => (from as { name: string }).name)
    expect(told).not.toContain('Adam Novak')
    expect(told).toContain('Aisha Khan')
  })

  test('waits for a bot that is not up yet', async () => {
    const probe = await startFakeBot()
    const { endpoint } = probe
    await probe.close()
    let asked = 0
    let up: () => void = () => undefined
    const askedTwice = new Promise<void>((resolve) => {
      up = resolve
    })
    const botEndpoint = () => {
      asked += 1
      if (asked === 2) up()
      return endpoint
    }
    sim = await startInstalling({ botEndpoint })
    await askedTwice
    const bot = await startFakeBot(Number(new URL(endpoint).port))
    try {
      await heard(bot, (sandboxPeople.length + 1) * 2)
      expect(new Set(bot.received.map(({ activity }) => activity.id)).size).toBe(bot.received.length)
    } finally {
      await bot.close()
    }
  })
})
