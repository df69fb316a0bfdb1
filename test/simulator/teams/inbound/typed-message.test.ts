import { emma, ops, type SimulatedTeams, startMs, startSimulatedTeams } from '../simulated-teams.ts'

const bot = { id: '28:b07b07b0-0000-4000-8000-0000000000b0', name: 'JIT Access' }

describe('what people type, as the bot gets it', () => {
  let sim: SimulatedTeams
  beforeEach(async () => {
    sim = await startSimulatedTeams()
  })
  afterEach(() => sim.close())

  const last = () => sim.bot.received.at(-1)?.activity ?? {}

  test('a personal message, as typed', async () => {
    const typed = '<at>JIT</at> jit request  web01\u00a0rdp 1h'
    const { id, status } = await sim.teams.say(emma, sim.personal(emma), typed)
    expect(status).toBe(200)
    expect(last()).toEqual({
      type: 'message',
      id,
      timestamp: new Date(startMs).toISOString(),
      localTimestamp: '2026-06-01T11:00:00.000+02:00',
      localTimezone: 'Europe/Paris',
      locale: 'en-GB',
      channelId: 'msteams',
      serviceUrl: sim.teams.serviceUrl,
      from: { id: expect.stringMatching(/^29:1[\w-]{43}$/), name: 'Emma Lindqvist', aadObjectId: emma },
      recipient: bot,
      conversation: {
        id: sim.personal(emma),
        conversationType: 'personal',
        tenantId: '7d1c1c1e-0000-4000-8000-000000000001',
        isGroup: false,
      },
      channelData: { tenant: { id: '7d1c1c1e-0000-4000-8000-000000000001' } },
      text: typed,
      textFormat: 'plain',
      entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/Paris' }],
    })
  })

  test('message ids look like epoch milliseconds, are unique and increase', async () => {
    const ids: string[] = []
    for (let i = 0; i < 3; i++) ids.push((await sim.teams.say(emma, sim.personal(emma), 'hi')).id)
    expect(ids.map(Number)).toEqual([...new Set(ids.map(Number))].sort((a, b) => a - b))
    expect(Number(ids[0])).toBeGreaterThanOrEqual(startMs)
  })

  test.each(['@JIT request web01', '@jit access request web01', '/jit request web01', '@JIT Access request web01'])(
    'in a channel "%s" is a mention of the bot that opens a thread',
    async (typed) => {
      const { id } = await sim.teams.say(emma, ops, typed)
      const text = '<at>JIT Access</at> request web01\n'
      expect(last()).toMatchObject({
        text,
        recipient: bot,
        conversation: { id: `${ops};messageid=${id}`, conversationType: 'channel', isGroup: true },
        channelData: { channel: { id: ops }, teamsChannelId: ops, team: { id: expect.stringMatching(/^19:/) } },
        entities: [{ type: 'mention', text: '<at>JIT Access</at>', mentioned: bot }, { type: 'clientInfo' }],
        attachments: [
          { contentType: 'text/html', content: expect.stringContaining('>JIT Access</span> request web01') },
        ],
      })
    },
  )

  test('literal mentions get entities where the name is known', async () => {
    await sim.teams.say(emma, ops, '<at>JIT</at> approve <at>Adam Novak</at> <at>Everyone</at> <b>&')
    const { entities, text, attachments } = last()
    expect(text).toBe('<at>JIT</at> approve <at>Adam Novak</at> <at>Everyone</at> <b>&\n')
    expect(entities).toMatchObject([
      { type: 'mention', text: '<at>JIT</at>', mentioned: bot },
      {
        type: 'mention',
        text: '<at>Adam Novak</at>',
        mentioned: { name: 'Adam Novak', id: expect.stringMatching(/^29:/) },
      },
      { type: 'clientInfo' },
    ])
    expect(JSON.stringify(attachments)).toContain('&lt;at&gt;Everyone&lt;/at&gt; &lt;b&gt;&amp;')
    const [message] = await sim.teams.messages(emma, ops)
    expect(message?.text).toBe('@JIT approve @Adam Novak @Everyone <b>&')
  })

  test('a channel message that does not mention the bot stays between people, unless there is consent to all', async () => {
    expect(await sim.teams.say(emma, ops, 'lunch?')).toMatchObject({ status: 0 })
    expect(sim.bot.received).toHaveLength(0)
    expect(await sim.teams.messages(emma, ops)).toHaveLength(1)
    sim.teams.settings.channelMessages = 'all'
    expect(await sim.teams.say(emma, ops, 'lunch?')).toMatchObject({ status: 200 })
    expect(last()).toMatchObject({ text: 'lunch?', entities: [{ type: 'clientInfo' }] })
  })

  test('a slash command is targeted where that is switched on: nobody else sees it', async () => {
    await sim.teams.say(emma, ops, '/jit mine')
    expect(last().recipient).toEqual(bot)
    sim.teams.settings.slashIsTargeted = true
    const { id } = await sim.teams.say(emma, ops, '/jit mine')
    expect(last().recipient).toEqual({ ...bot, isTargeted: true })
    expect((await sim.teams.messages(emma, ops)).map((message) => message.id)).toContain(id)
    const adams = await sim.teams.messages('a0000000-0000-4000-8000-000000000001', ops)
    expect(adams.map((message) => message.id)).not.toContain(id)
  })

  test('a reply in a thread keeps the thread', async () => {
    const { id: root } = await sim.teams.say(emma, ops, '@JIT help')
    const { id } = await sim.teams.say(emma, `${ops};messageid=${root}`, '@JIT mine')
    expect(id).not.toBe(root)
    expect(last()).toMatchObject({ id, conversation: { id: `${ops};messageid=${root}` } })
  })

  test('an edit is a messageUpdate under the same id', async () => {
    const { id } = await sim.teams.say(emma, sim.personal(emma), '/jit hlep')
    expect(await sim.teams.edit(emma, id, '/jit help')).toEqual({ id, status: 200 })
    expect(last()).toMatchObject({
      type: 'messageUpdate',
      id,
      text: '/jit help',
      channelData: { eventType: 'editMessage', tenant: { id: '7d1c1c1e-0000-4000-8000-000000000001' } },
    })
    expect(await sim.teams.messages(emma, sim.personal(emma))).toMatchObject([{ id, text: '/jit help', edited: true }])
  })

  test('people edit their own messages only', async () => {
    const { id } = await sim.teams.say(emma, ops, '@JIT help')
    await expect(sim.teams.edit('a0000000-0000-4000-8000-000000000001', id, 'x')).rejects.toMatchObject({ status: 403 })
    const card = await sim.post(ops, 'from the bot')
    await expect(sim.teams.edit(emma, card, 'x')).rejects.toMatchObject({ status: 403 })
    expect(sim.bot.activities('messageUpdate')).toHaveLength(0)
  })

  test('what is said again keeps its id, or takes a new one', async () => {
    const { id } = await sim.teams.say(emma, ops, '@JIT request web01')
    const first = last()
    expect(await sim.teams.redeliver(id)).toMatchObject({ status: 200 })
    expect(last()).toEqual(first)
    await sim.teams.redeliver(id, true)
    expect(last()).toEqual({ ...first, id: expect.not.stringMatching(id) })
    expect(await sim.teams.messages(emma, ops)).toHaveLength(1)
  })

  test('what Teams never told the bot is not told again', async () => {
    const { id } = await sim.teams.say(emma, ops, 'lunch?')
    await expect(sim.teams.redeliver(id)).rejects.toMatchObject({ status: 404 })
  })

  test.each(['', ' \n '])('nothing is sent for the empty text "%s"', async (text) => {
    await expect(sim.teams.say(emma, ops, text)).rejects.toMatchObject({ status: 400 })
  })

  test('unknown people and foreign chats are not found', async () => {
    await expect(sim.teams.say('nobody', ops, 'hi')).rejects.toMatchObject({ status: 404 })
    const adams = sim.personal('a0000000-0000-4000-8000-000000000001')
    await expect(sim.teams.say(emma, adams, 'hi')).rejects.toMatchObject({ status: 404 })
    await expect(sim.teams.messages(emma, adams)).rejects.toMatchObject({ status: 404 })
    await expect(sim.teams.say(emma, `${ops};messageid=1`, 'hi')).rejects.toMatchObject({ status: 404 })
  })

  test('a bot that does not answer is 502, one that takes too long 504', async () => {
    sim.bot.reply = () => new Promise(() => undefined)
    sim.teams.settings.answerWithinMs = 20
    expect(await sim.teams.say(emma, ops, '@JIT hi')).toMatchObject({ status: 504 })
    sim.teams.settings.answerWithinMs = 15_000
    await sim.bot.close()
    expect(await sim.teams.say(emma, ops, '@JIT hi')).toMatchObject({ status: 502 })
  })
})
