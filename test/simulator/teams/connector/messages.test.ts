import {
  activitiesOf,
  adam,
  aisha,
  card,
  cardMessage,
  emma,
  ops,
  type SimulatedTeams,
  startSimulatedTeams,
} from '../simulated-teams.ts'

const tenantId = '7d1c1c1e-0000-4000-8000-000000000001'

describe('the connector: messages', () => {
  let sim: SimulatedTeams
  beforeEach(async () => {
    sim = await startSimulatedTeams()
  })
  afterEach(() => sim.close())

  const inOps = (as = emma) => sim.teams.messages(as, ops)
  const thread = (message: string) => `${ops};messageid=${message}`
  const create = (body: object) => sim.call('POST', 'v3/conversations', { isGroup: false, tenantId, ...body })

  test('a card, with its summary, is seen by everybody in the channel', async () => {
    const { status, body } = await sim.call('POST', activitiesOf(ops), cardMessage(card('hello'), 'A request'))
    expect(status).toBe(201)
    const expected = {
      id: body.id,
      from: { id: '28:b07b07b0-0000-4000-8000-0000000000b0', name: 'JIT Access', bot: true },
      at: '2026-06-01T09:00:00.000Z',
      edited: false,
      card: card('hello'),
      summary: 'A request',
    }
    expect(await inOps()).toEqual([expected])
    expect(await inOps(adam)).toEqual([expected])
  })

  test('text shows mentions as people read them', async () => {
    await sim.post(sim.personal(emma), 'ask <at>Adam Novak</at>')
    expect(await sim.teams.messages(emma, sim.personal(emma))).toMatchObject([{ text: 'ask @Adam Novak' }])
  })

  test('a personal chat is found by the 29: id and by the Entra object id, again and again', async () => {
    await sim.teams.say(emma, sim.personal(emma), 'hi')
    const byEntra = await create({ members: [{ id: emma.toUpperCase() }] })
    expect(byEntra).toMatchObject({ status: 200, body: { id: sim.personal(emma), serviceUrl: sim.teams.serviceUrl } })
    const { from } = sim.bot.activities('message').at(-1) as { from: { id: string } }
    expect((await create({ members: [{ id: from.id }] })).body.id).toBe(sim.personal(emma))
    expect((await create({ members: [{ id: emma }] })).body.id).toBe(sim.personal(emma))
  })

  test('a personal chat may begin with an activity', async () => {
    const { status, body } = await create({ members: [{ id: emma }], activity: cardMessage(card('first')) })
    expect(status).toBe(201)
    expect(await sim.teams.messages(emma, sim.personal(emma))).toMatchObject([{ id: body.activityId }])
  })

  test('somebody unknown, or without the app, is 403 BotNotInConversationRoster', async () => {
    const refusal = { status: 403, body: { error: { code: 'BotNotInConversationRoster' } } }
    expect(await create({ members: [{ id: 'ffffffff-0000-4000-8000-000000000001' }] })).toMatchObject(refusal)
    await sim.close()
    const { sandboxPeople } = await import('../../../../src/simulator/sandbox/people.ts')
    sim = await startSimulatedTeams({ people: sandboxPeople.map((p) => ({ ...p, installed: p.id !== adam })) })
    expect(await create({ members: [{ id: adam }] })).toMatchObject(refusal)
    expect(await sim.call('POST', activitiesOf(sim.personal(adam)), cardMessage(card('x')))).toMatchObject(refusal)
    expect((await create({ members: [{ id: emma }] })).status).toBe(200)
  })

  test('a new thread in a channel tells its conversation and its message', async () => {
    const { status, body } = await create({
      isGroup: true,
      channelData: { channel: { id: ops } },
      activity: cardMessage(card('t')),
    })
    expect(status).toBe(201)
    expect(body).toEqual({
      id: `${ops};messageid=${String(body.activityId)}`,
      activityId: expect.stringMatching(/^\d{13}$/),
      serviceUrl: sim.teams.serviceUrl,
    })
    const reply = await sim.post(thread(String(body.activityId)), 'in the thread')
    expect((await inOps()).map(({ id }) => id)).toEqual([body.activityId, reply])
    expect(await sim.teams.messages(emma, thread(String(body.activityId)))).toHaveLength(2)
  })

  test.each([
    ['no members', { members: [] }, 400],
    ['two members', { members: [{ id: emma }, { id: adam }] }, 400],
    ['no tenant', { tenantId: undefined, members: [{ id: emma }] }, 400],
    ['another tenant', { tenantId: 'ffffffff-0000-4000-8000-000000000001', members: [{ id: emma }] }, 403],
    ['an unknown channel', { channelData: { channel: { id: '19:no@thread.tacv2' } }, activity: {} }, 404],
    ['a channel without an activity', { channelData: { channel: { id: ops } } }, 400],
    ['an activity that is no message', { channelData: { channel: { id: ops } }, activity: { type: 'trace' } }, 400],
  ])('a conversation with %s is refused', async (_name, body, status) => {
    const answer = await create(body)
    expect(answer).toMatchObject({ status, body: { error: { code: expect.any(String), message: expect.any(String) } } })
    expect(await inOps()).toEqual([])
  })

  test('an update replaces the card for everybody and marks it as edited', async () => {
    const id = await sim.post(ops, card('before'))
    expect(await sim.replace(ops, id, card('after'))).toMatchObject({ status: 200, body: { id } })
    expect(await inOps()).toMatchObject([{ id, edited: true, card: card('after') }])
    expect((await sim.replace(thread(id), id, card('again'))).status).toBe(200)
  })

  test('what is not there is 404, in Teams’ words', async () => {
    const id = await sim.post(ops, card('x'))
    const none = { status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } }
    expect(await sim.replace(ops, '1', card('y'))).toMatchObject(none)
    expect(await sim.replace(sim.personal(emma), id, card('y'))).toMatchObject(none)
    const gone = { status: 404, body: { error: { code: 'ConversationNotFound' } } }
    expect(await sim.call('POST', activitiesOf('a:none'), cardMessage(card('y')))).toMatchObject(gone)
    expect(await sim.call('POST', activitiesOf(thread('1')), cardMessage(card('y')))).toMatchObject(gone)
    expect(await sim.replace('19:none@thread.tacv2', id, card('y'))).toMatchObject(gone)
  })

  test('a deleted message is gone, and its id is not used again', async () => {
    const id = await sim.post(ops, card('x'))
    const url = `${activitiesOf(ops)}/${id}`
    expect((await sim.call('DELETE', url)).status).toBe(200)
    expect(await inOps()).toEqual([])
    expect((await sim.call('DELETE', url)).status).toBe(404)
    expect((await sim.replace(ops, id, card('y'))).status).toBe(404)
    expect(Number(await sim.post(ops, card('y')))).toBeGreaterThan(Number(id))
  })

  test('the bot changes its own messages only', async () => {
    const { id } = await sim.teams.say(emma, ops, '@JIT help')
    expect((await sim.replace(ops, id, card('x'))).status).toBe(403)
    expect((await inOps())[0]?.text).toBe('@JIT Access help')
  })

  test('more than 28 KB is 413 MessageSizeTooBig, for a post and for an update; the limit is a switch', async () => {
    const big = card('x'.repeat(28 * 1024))
    const id = await sim.post(ops, card('x'))
    const tooBig = { status: 413, body: { error: { code: 'MessageSizeTooBig' } } }
    expect(await sim.call('POST', activitiesOf(ops), cardMessage(big))).toMatchObject(tooBig)
    expect(await sim.replace(ops, id, big)).toMatchObject(tooBig)
    expect(await inOps()).toMatchObject([{ card: card('x'), edited: false }])
    sim.teams.settings.largestMessageBytes = 100 * 1024
    expect((await sim.replace(ops, id, big)).status).toBe(200)
  })

  test('a text beside a card is split in two and no id comes back', async () => {
    const { status, body } = await sim.call('POST', activitiesOf(ops), { ...cardMessage(card('x')), text: 'and text' })
    expect({ status, body }).toEqual({ status: 201, body: {} })
    expect(await inOps()).toMatchObject([{ text: 'and text' }, { card: card('x') }])
  })

  test.each([
    ['no text and no card', { type: 'message' }],
    ['no type', { text: 'x' }],
    [
      'a hero card',
      { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.hero', content: {} }] },
    ],
    ['a card without a version', cardMessage({ type: 'AdaptiveCard', body: [] })],
    ['attachments that are no list', { type: 'message', text: 'x', attachments: {} }],
    ['a body that is no JSON', '{'],
    ['a body that is a list', '[]'],
  ])('%s is 400', async (_name, body) => {
    expect(await sim.call('POST', activitiesOf(ops), body)).toMatchObject({
      status: 400,
      body: { error: { code: 'BadSyntax' } },
    })
    expect(await inOps()).toEqual([])
  })

  test('typing leaves nothing behind', async () => {
    expect((await sim.call('POST', activitiesOf(ops), { type: 'typing' })).status).toBe(201)
    expect(await inOps()).toEqual([])
  })

  test('a reply to a message stands in its thread', async () => {
    const { id } = await sim.teams.say(emma, ops, '@JIT help')
    const answer = await sim.call('POST', `${activitiesOf(ops)}/${id}`, { type: 'message', text: 'here' })
    expect(await sim.teams.messages(emma, thread(id))).toMatchObject([{ id }, { id: answer.body.id, text: 'here' }])
  })

  test('a targeted message is seen by one person, for a day', async () => {
    await sim.teams.say(adam, sim.personal(adam), 'hi')
    const { from } = sim.bot.activities('message').at(-1) as { from: { id: string } }
    const url = `${activitiesOf(ops)}?isTargetedActivity=true`
    const { body } = await sim.call('POST', url, { ...cardMessage(card('for Adam')), recipient: { id: from.id } })
    const id = String(body.id)
    expect(await inOps(adam)).toMatchObject([{ id }])
    expect(await inOps(aisha)).toEqual([])
    expect((await sim.replace(ops, id, card('y'))).status).toBe(404)
    const targeted = `${activitiesOf(ops)}/${id}?isTargetedActivity=true`
    expect((await sim.call('PUT', targeted, cardMessage(card('y')))).status).toBe(200)
    expect(await inOps(adam)).toMatchObject([{ card: card('y') }])
    sim.clock.nowMs += 24 * 3_600_000
    expect(await inOps(adam)).toEqual([])
    expect((await sim.call('POST', url, cardMessage(card('for nobody')))).status).toBe(400)
  })

  test('without a bearer token it is 401, whatever the address', async () => {
    for (const path of ['v3/conversations', activitiesOf(ops), 'nothing']) {
      const answer = await sim.call('POST', path, cardMessage(card('x')), {})
      expect(answer).toMatchObject({ status: 401, body: { error: { code: 'Unauthorized' } } })
    }
    expect(await inOps()).toEqual([])
    expect(sim.teams.calls()).toEqual({})
  })

  test('unknown addresses are 404, wrong methods 405, too much of a body 413', async () => {
    expect((await sim.call('GET', 'v3/nothing')).status).toBe(404)
    expect((await sim.call('DELETE', 'v3/conversations')).status).toBe(405)
    expect((await sim.call('POST', 'v3/conversations/%E0%A4%A/activities', {})).status).toBe(400)
    const big = JSON.stringify({ type: 'message', text: 'x'.repeat(1_100_000) })
    expect((await sim.call('POST', activitiesOf(ops), big)).status).toBe(413)
    expect((await sim.call('GET', `v3/conversations/${encodeURIComponent(ops)}`)).status).toBe(200)
  })

  test('members are told, whole and in pages', async () => {
    const base = `v3/conversations/${encodeURIComponent(ops)}`
    const all = await sim.call('GET', `${base}/members`)
    expect(all.body).toHaveLength(7)
    const first = await sim.call('GET', `${base}/pagedmembers?pageSize=5`)
    expect(first.body.members).toHaveLength(5)
    const rest = await sim.call(
      'GET',
      `${base}/pagedmembers?pageSize=5&continuationToken=${String(first.body.continuationToken)}`,
    )
    expect(rest.body).not.toHaveProperty('continuationToken')
    expect([...(first.body.members as object[]), ...(rest.body.members as object[])]).toEqual(all.body)
    const adams = await sim.call('GET', `${base}/members/${adam}`)
    expect(adams.body).toMatchObject({
      name: 'Adam Novak',
      givenName: 'Adam',
      aadObjectId: adam,
      objectId: adam,
      tenantId,
    })
    expect((await sim.call('GET', `${base}/members/${encodeURIComponent(String(adams.body.id))}`)).body).toEqual(
      adams.body,
    )
    expect(await sim.call('GET', `${base}/members/nobody`)).toMatchObject({
      status: 404,
      body: { error: { code: 'MemberNotFoundInConversation' } },
    })
    const personal = `v3/conversations/${encodeURIComponent(sim.personal(emma))}`
    expect((await sim.call('GET', `${personal}/members`)).body).toMatchObject([{ aadObjectId: emma }])
    expect((await sim.call('GET', personal)).body).toMatchObject({
      conversationType: 'personal',
      isGroup: false,
      tenantId,
    })
  })
})
