import { adam, emma, ops, type SimulatedTeams, startSimulatedTeams } from '../simulated-teams.ts'

describe('the message extension', () => {
  let sim: SimulatedTeams
  beforeEach(async () => {
    sim = await startSimulatedTeams()
  })
  afterEach(() => sim.close())

  const use = { as: emma, conversation: ops, command: 'requestAccess' }

  test('opened in the compose box tells where and by whom, and answers what the bot answers', async () => {
    sim.bot.reply = () => ({ body: { task: { type: 'message', value: 'Hello' } } })
    expect(await sim.teams.extend(use)).toMatchObject({ status: 200, body: { task: { value: 'Hello' } } })
    expect(sim.bot.activities('invoke')).toMatchObject([
      {
        name: 'composeExtension/fetchTask',
        from: { aadObjectId: emma },
        conversation: { id: ops, conversationType: 'channel' },
        value: { commandId: 'requestAccess', commandContext: 'compose' },
      },
    ])
    expect(sim.bot.activities('invoke')[0]?.value).not.toHaveProperty('messagePayload')
  })

  test('on a message hands on its text as HTML, in its thread', async () => {
    const { id } = await sim.teams.say(adam, ops, 'web01 <b>hangs</b> & smokes')
    await sim.teams.extend({ ...use, message: id })
    expect(sim.bot.activities('invoke')).toMatchObject([
      {
        conversation: { id: `${ops};messageid=${id}` },
        value: {
          commandContext: 'message',
          messagePayload: {
            id,
            from: { user: { id: adam } },
            body: { contentType: 'html', content: '<div>web01 &lt;b&gt;hangs&lt;/b&gt; &amp; smokes</div>' },
          },
        },
      },
    ])
  })

  test('a button of its dialog sends its data, and type-ahead in it is on no message', async () => {
    await sim.teams.extend({ ...use, data: { verb: 'submit', reason: 'x' } })
    expect(sim.bot.activities('invoke')).toMatchObject([
      { name: 'composeExtension/submitAction', value: { data: { verb: 'submit', reason: 'x' } } },
    ])
    sim.bot.received.length = 0
    await sim.teams.search(emma, { conversation: ops }, 'machines', 'we')
    const [search] = sim.bot.activities('invoke')
    expect(search).toMatchObject({ name: 'application/search', value: { dataset: 'machines', queryText: 'we' } })
    expect(search).not.toHaveProperty('replyToId')
  })

  test('a message that one does not see, or of elsewhere, can not be used', async () => {
    const { id } = await sim.teams.say(adam, sim.personal(adam), 'mine')
    for (const message of [id, '1']) {
      await expect(sim.teams.extend({ ...use, message })).rejects.toMatchObject({ status: 404 })
    }
    await expect(sim.teams.extend({ ...use, conversation: sim.personal(adam) })).rejects.toMatchObject({ status: 404 })
  })
})
