import {
  adam,
  aisha,
  card,
  cardAnswer,
  emma,
  execute,
  ops,
  type SimulatedTeams,
  startSimulatedTeams,
} from '../simulated-teams.ts'

const approval = card('Adam, please', {
  body: [
    { type: 'Input.Text', id: 'note', label: 'Note', value: 'fine' },
    { type: 'Input.Toggle', id: 'sure', label: 'Sure', title: 'Sure' },
    { type: 'ActionSet', actions: [execute('Approve', 'request.approve', { request: 'R1', version: 3 })] },
    {
      type: 'ColumnSet',
      columns: [{ type: 'Column', items: [{ type: 'ActionSet', actions: [execute('Later', 'later')] }] }],
    },
    { type: 'Container', selectAction: { type: 'Action.Execute', verb: 'open' }, items: [] },
  ],
  actions: [
    {
      type: 'Action.ShowCard',
      title: 'Deny',
      card: {
        type: 'AdaptiveCard',
        body: [{ type: 'Input.Text', id: 'reason', label: 'Reason', isRequired: true }],
        actions: [execute('Deny', 'request.deny', { request: 'R1' })],
      },
    },
    { type: 'Action.ShowCard', title: 'More', card: { body: [{ type: 'Input.Text', id: 'elsewhere', value: 'no' }] } },
    { type: 'Action.ToggleVisibility', title: 'Approve', targetElements: [] },
    { type: 'Action.OpenUrl', title: 'Help', url: 'https://example.com' },
    { type: 'Action.Submit', title: 'Old style', data: { verb: 'old', n: 1 } },
    { type: 'Action.Execute', title: 'Switched off', verb: 'off', isEnabled: false },
  ],
  refresh: { action: { type: 'Action.Execute', title: 'Refresh', verb: 'refresh' }, userIds: [] },
})

describe('pressing a button', () => {
  let sim: SimulatedTeams
  let message: string
  beforeEach(async () => {
    sim = await startSimulatedTeams()
    message = await sim.post(ops, approval)
  })
  afterEach(() => sim.close())

  const press = (action: string, extra: object = {}) => sim.teams.press({ as: adam, message, action, ...extra })
  const invoked = () => sim.bot.activities('invoke').at(-1) ?? {}
  const actionSent = () => (invoked().value as { action: Record<string, unknown> }).action
  const seenBy = async (as: string) => (await sim.teams.messages(as, ops))[0]

  test('sends the invoke of Action.Execute, with the data, the inputs and what they held untouched', async () => {
    await press('approve', { inputs: { note: 'go ahead' } })
    expect(invoked()).toMatchObject({
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: expect.stringMatching(/^f:/),
      channelId: 'msteams',
      from: { aadObjectId: adam, name: 'Adam Novak' },
      conversation: { id: `${ops};messageid=${message}`, conversationType: 'channel' },
      replyToId: message,
      channelData: { channel: { id: ops }, source: { name: 'message' }, legacy: { replyToId: message } },
      value: {
        trigger: 'manual',
        action: {
          type: 'Action.Execute',
          title: 'Approve',
          verb: 'request.approve',
          data: { request: 'R1', version: 3, note: 'go ahead', sure: 'false' },
        },
      },
    })
  })

  test('finds buttons by verb, in columns, containers and shown cards; one that sends wins over one that shows', async () => {
    await press('Deny', { inputs: { reason: 'no ticket' } })
    expect(actionSent()).toMatchObject({
      verb: 'request.deny',
      data: { request: 'R1', reason: 'no ticket', note: 'fine' },
    })
    expect(actionSent().data).not.toHaveProperty('elsewhere')
    await press('later')
    expect(actionSent()).toMatchObject({ verb: 'later' })
    expect(actionSent().data).not.toHaveProperty('reason')
    await press('OPEN')
    expect(actionSent()).toMatchObject({ verb: 'open' })
  })

  test.each(['Help', 'More', 'Refresh', 'Switched off', 'Aprove'])(
    '"%s" is no button that the bot would hear of',
    async (name) => {
      const refusal = { status: 404, message: `No button "${name}"; there are: Approve, Later, open, Deny, Old style.` }
      await expect(press(name)).rejects.toMatchObject(refusal)
      expect(sim.bot.activities('invoke')).toEqual([])
    },
  )

  test('a message without a card has no buttons', async () => {
    const { id } = await sim.teams.say(adam, ops, '@JIT help')
    await expect(press('Approve', { message: id })).rejects.toMatchObject({
      message: 'No button "Approve"; there are none.',
    })
  })

  test('a card in the answer is the presser’s own view, until the base is edited', async () => {
    sim.bot.reply = () => cardAnswer(card('for Adam alone'))
    expect(await press('Approve')).toEqual({ status: 200, body: cardAnswer(card('for Adam alone')).body })
    expect((await seenBy(adam))?.card).toEqual(card('for Adam alone'))
    expect((await seenBy(aisha))?.card).toEqual(approval)
    // A second click may have come before the answer: it was on the card of before.
    expect(await press('Approve')).toMatchObject({ status: 200 })
    await expect(press('Explode')).rejects.toMatchObject({ status: 404 })
    await sim.replace(ops, message, card('for all'))
    await expect(press('Approve')).rejects.toMatchObject({ status: 404 })
    expect((await seenBy(adam))?.card).toEqual(card('for all'))
  })

  test.each([
    [
      'a sentence',
      { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'No.' } },
    ],
    [
      'a failure',
      { status: 500, body: { statusCode: 500, type: 'application/vnd.microsoft.card.adaptive', value: card('x') } },
    ],
    [
      'an error in a 200',
      {
        status: 200,
        body: { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'BadRequest' } },
      },
    ],
    [
      'a card in a refusal',
      { status: 200, body: { statusCode: 403, type: 'application/vnd.microsoft.card.adaptive', value: card('x') } },
    ],
    ['no body', { status: 200 }],
    ['a body of the wrong shape', { status: 200, body: [1] }],
  ])('%s in the answer changes no card', async (_name, reply) => {
    sim.bot.reply = () => reply
    expect(await press('Approve')).toEqual({ status: reply.status, body: 'body' in reply ? reply.body : null })
    expect((await seenBy(adam))?.card).toEqual(approval)
  })

  test('an answer that comes after the bot edited the message is newer than the edit', async () => {
    sim.bot.reply = async () => {
      await sim.replace(ops, message, card('for all'))
      return cardAnswer(card('for Adam'))
    }
    await press('Approve')
    expect((await seenBy(adam))?.card).toEqual(card('for Adam'))
    expect((await seenBy(aisha))?.card).toEqual(card('for all'))
  })

  test('Action.Submit is a message without text and with the value', async () => {
    expect(await press('Old style', { inputs: { note: 'x' } })).toMatchObject({ status: 200 })
    const submitted = sim.bot.activities('message').at(-1)
    expect(submitted).toMatchObject({ value: { verb: 'old', n: 1, note: 'x' }, replyToId: message })
    expect(submitted).not.toHaveProperty('text')
    expect(await sim.teams.messages(adam, ops)).toHaveLength(1)
  })

  test('a forged press sends another verb and other data', async () => {
    await press('Approve', { forge: { verb: 'request.close', data: { request: 'R2', extra: null } } })
    expect(actionSent()).toMatchObject({ verb: 'request.close', data: { request: 'R2', version: 3, extra: null } })
    await press('Approve', { forge: { data: 'no object' } })
    expect(actionSent()).toMatchObject({ verb: 'request.approve', data: 'no object' })
  })

  test('of several buttons of one name, verb and data say which', async () => {
    const rows = ['R1', 'R2', 'R3'].map((request) => ({
      type: 'ActionSet',
      actions: [execute('Approve', 'approve', { request })],
    }))
    message = await sim.post(ops, card('list', { body: rows }))
    await press('Approve', { forge: { verb: 'approve', data: { request: 'R2' } } })
    expect(actionSent()).toMatchObject({ data: { request: 'R2' } })
    await press('Approve')
    expect(actionSent()).toMatchObject({ data: { request: 'R1' } })
  })

  test('messages that are not there, or not theirs, have no buttons', async () => {
    const emmas = await sim.post(sim.personal(emma), approval)
    for (const id of [emmas, '1', '__proto__']) {
      await expect(press('Approve', { message: id })).rejects.toMatchObject({ status: 404 })
    }
    await expect(press('Approve', { as: 'ffffffff-0000-4000-8000-000000000001' })).rejects.toMatchObject({
      status: 404,
    })
  })

  test('a press can be delivered again, under the same id or a new one', async () => {
    await press('Approve')
    const first = invoked()
    await sim.teams.redeliver(message)
    expect(invoked()).toEqual(first)
    await sim.teams.redeliver(message, true)
    expect(invoked()).toEqual({ ...first, id: expect.stringMatching(/^f:/) })
    expect(invoked().id).not.toBe(first.id)
  })

  test('a button deeper than any real one is not looked for', async () => {
    let deep: object = execute('Deep', 'deep')
    for (let i = 0; i < 200; i++) deep = { items: [deep] }
    sim.bot.reply = () => cardAnswer(card('x', { body: [deep], actions: [execute('Shallow', 'shallow')] }))
    await press('Approve')
    await expect(press('Deep')).rejects.toMatchObject({ status: 404 })
    await press('Shallow')
    expect(actionSent()).toMatchObject({ verb: 'shallow' })
  })
})

describe('type-ahead', () => {
  let sim: SimulatedTeams
  beforeEach(async () => {
    sim = await startSimulatedTeams()
  })
  afterEach(() => sim.close())

  const answerWith = (value: unknown) => ({
    body: { statusCode: 200, type: 'application/vnd.microsoft.search.searchResponse', value },
  })

  test('asks the bot and shows fifteen', async () => {
    const message = await sim.post(sim.personal(emma), card('form'))
    const results = Array.from({ length: 20 }, (_, i) => ({ title: `web${i}`, value: `id${i}`, more: 1 }))
    sim.bot.reply = () => answerWith({ results })
    const found = await sim.teams.search(emma, message, 'vms', '')
    expect(found).toEqual(results.slice(0, 15).map(({ title, value }) => ({ title, value })))
    expect(sim.bot.activities('invoke').at(-1)).toMatchObject({
      name: 'application/search',
      replyToId: message,
      from: { aadObjectId: emma },
      value: { queryText: '', queryOptions: { skip: 0, top: 15 }, dataset: 'vms' },
    })
  })

  test('shows nothing of an answer that is something else', async () => {
    const message = await sim.post(sim.personal(emma), card('form'))
    for (const reply of [
      { status: 400 },
      { body: 'x' },
      answerWith({ results: 1 }),
      answerWith({ results: [1, { title: 'x' }] }),
    ]) {
      sim.bot.reply = () => reply
      expect(await sim.teams.search(emma, message, 'vms', 'w')).toEqual([])
    }
    await expect(sim.teams.search(adam, message, 'vms', 'w')).rejects.toMatchObject({ status: 404 })
  })
})
