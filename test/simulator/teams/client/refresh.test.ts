import {
  adam,
  aisha,
  card,
  cardAnswer,
  emma,
  minuteMs,
  ops,
  type SimulatedTeams,
  startSimulatedTeams,
} from '../simulated-teams.ts'

describe('the view of one person', () => {
  let sim: SimulatedTeams
  let mri: (person: string) => string
  let views = 0
  beforeEach(async () => {
    sim = await startSimulatedTeams()
    const accounts = await sim.call('GET', `v3/conversations/${encodeURIComponent(ops)}/members`)
    const members = accounts.body as unknown as { id: string; aadObjectId: string }[]
    mri = (person) => members.find(({ aadObjectId }) => aadObjectId === person)?.id ?? ''
    views = 0
    sim.bot.reply = ({ type }) =>
      type === 'invoke' ? cardAnswer(refreshing(`view ${++views}`, [mri(adam), mri(aisha)])) : {}
  })
  afterEach(() => sim.close())

  const action = { type: 'Action.Execute', title: 'Refresh', verb: 'request.refresh', data: { request: 'R1' } }
  const refreshing = (text: string, userIds?: string[]) =>
    card(text, { refresh: { action, ...(userIds === undefined ? {} : { userIds }) } })
  const invokes = () => sim.bot.activities('invoke')
  async function sees(as: string): Promise<unknown> {
    const [message] = await sim.teams.messages(as, ops)
    return (message?.card?.body as { text: string }[] | undefined)?.[0]?.text
  }

  test('is asked for when a listed person looks, and nobody else sees it', async () => {
    const id = await sim.post(ops, refreshing('base', [mri(adam)]))
    expect(await sees(emma)).toBe('base')
    expect(invokes()).toEqual([])
    expect(await sees(adam)).toBe('view 1')
    expect(invokes()).toMatchObject([
      {
        name: 'adaptiveCard/action',
        replyToId: id,
        from: { aadObjectId: adam },
        conversation: { id: `${ops};messageid=${id}` },
        value: { action, trigger: 'automatic' },
      },
    ])
    expect(await sees(emma)).toBe('base')
    expect(await sees(aisha)).toBe('base')
  })

  test('is asked for once a minute for each person and message', async () => {
    await sim.post(ops, refreshing('base', [mri(adam), mri(aisha)]))
    for (let i = 0; i < 3; i++) expect(await sees(adam)).toBe('view 1')
    expect(await sees(aisha)).toBe('view 2')
    sim.clock.nowMs += minuteMs - 1
    expect(await sees(adam)).toBe('view 1')
    sim.clock.nowMs += 1
    expect(await sees(adam)).toBe('view 3')
    expect(invokes()).toHaveLength(3)
  })

  test('looking twice at once asks once, and both see the answer', async () => {
    sim.teams.settings.refreshEveryMs = 0
    await sim.post(ops, refreshing('base', [mri(adam)]))
    expect(await Promise.all([sees(adam), sees(adam), sees(adam)])).toEqual(['view 1', 'view 1', 'view 1'])
    expect(invokes()).toHaveLength(1)
  })

  test('ends with the next edit; asked for again within the minute only where that is switched on', async () => {
    const id = await sim.post(ops, refreshing('base', [mri(adam)]))
    expect(await sees(adam)).toBe('view 1')
    await sim.replace(ops, id, refreshing('edited', [mri(adam)]))
    expect(await sees(adam)).toBe('edited')
    sim.clock.nowMs += minuteMs
    expect(await sees(adam)).toBe('view 2')
    sim.teams.settings.refreshAfterEdit = 'at once'
    await sim.replace(ops, id, refreshing('edited again', [mri(adam)]))
    expect(await sees(adam)).toBe('view 3')
    expect(await sees(adam)).toBe('view 3')
  })

  test('stays as it is when the view no longer asks for more', async () => {
    sim.bot.reply = () => cardAnswer(card('final'))
    await sim.post(ops, refreshing('base', [mri(adam)]))
    expect(await sees(adam)).toBe('final')
    sim.clock.nowMs += 2 * minuteMs
    expect(await sees(adam)).toBe('final')
    expect(invokes()).toHaveLength(1)
  })

  test('is nobody’s with an empty list, everybody’s without one, and the first sixty’s of a long one', async () => {
    await sim.post(ops, refreshing('base', []))
    expect(await sees(adam)).toBe('base')
    const all = await sim.post(sim.personal(emma), refreshing('for all'))
    await sim.teams.messages(emma, sim.personal(emma))
    expect(invokes()).toMatchObject([{ replyToId: all }])
    const others = Array.from({ length: 60 }, (_, i) => `29:other${i}`)
    await sim.post(sim.personal(adam), refreshing('long', [...others, mri(adam)]))
    await sim.teams.messages(adam, sim.personal(adam))
    expect(invokes()).toHaveLength(1)
  })

  test('is not replaced by an answer that an edit has overtaken', async () => {
    const id = await sim.post(ops, refreshing('base', [mri(adam)]))
    sim.bot.reply = async () => {
      sim.bot.reply = () => cardAnswer(card('fresh'))
      await sim.replace(ops, id, refreshing('edited', [mri(adam)]))
      return cardAnswer(card('stale'))
    }
    expect(await sees(adam)).toBe('edited')
    expect(await sees(adam)).toBe('fresh')
  })

  test('is left alone by a bot that fails or answers with a sentence', async () => {
    await sim.post(ops, refreshing('base', [mri(adam)]))
    sim.bot.reply = () => ({ status: 500 })
    expect(await sees(adam)).toBe('base')
    sim.clock.nowMs += minuteMs
    sim.bot.reply = () => ({
      body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'x' },
    })
    expect(await sees(adam)).toBe('base')
  })

  test('is asked for only for what is on the screen', async () => {
    sim.teams.settings.messagesOnScreen = 2
    sim.teams.settings.conversationLimits = []
    const ids: string[] = []
    for (let i = 0; i < 4; i++) ids.push(await sim.post(ops, refreshing(`base ${i}`, [mri(adam)])))
    await sim.teams.messages(adam, ops)
    expect(invokes().map(({ replyToId }) => replyToId)).toEqual(ids.slice(2))
  })
})
