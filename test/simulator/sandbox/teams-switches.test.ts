import { type AzureSimulator, startAzureSimulator } from '../../../src/simulator/azure/start-azure-simulator.ts'
import { adam, card, emma, ops, startMs } from '../teams/simulated-teams.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'

describe('the switches of the simulated Teams', () => {
  let azure: AzureSimulator
  let sandbox: Sandbox
  beforeEach(async () => {
    azure = await startAzureSimulator({ now: () => startMs })
    sandbox = await startSandbox(azure)
  })
  afterEach(async () => {
    await sandbox.close()
    await azure.close()
  })

  test('are told, and set all or none', async () => {
    expect(await sandbox.get('teams')).toMatchObject({ status: 200, body: { slashIsTargeted: false } })
    expect(await sandbox.api('teams', { slashIsTargeted: true, refreshEveryMs: 0 })).toMatchObject({
      status: 200,
      body: { slashIsTargeted: true, refreshEveryMs: 0 },
    })
    const answer = await sandbox.api('teams', { slashIsTargeted: false, refreshEveryMs: -1 })
    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringMatching(/refreshEveryMs/) } })
    expect(await sandbox.get('teams')).toMatchObject({ body: { slashIsTargeted: true } })
    for (const name of ['operationMs', '__proto__x', 'nonsense'])
      expect((await sandbox.api('teams', { [name]: 1 })).status).toBe(400)
  })

  test('each person has the locale of their own client, which is told and can be set', async () => {
    const locales = async () =>
      ((await sandbox.get('people')).body as { id: string; locale: string }[]).map(({ id, locale }) => [id, locale])
    expect(await sandbox.api(`people/${adam}`, { locale: 'de-de' })).toMatchObject({
      status: 200,
      body: { locale: 'de-DE' },
    })
    expect(await locales()).toEqual(
      expect.arrayContaining([
        [adam, 'de-DE'],
        [emma, 'en-GB'],
      ]),
    )
    expect((await sandbox.api(`people/${adam}`, { locale: 'kein Deutsch' })).status).toBe(400)
    expect((await sandbox.api(`people/${adam}`, { locale: 7 })).status).toBe(400)
    expect((await sandbox.api('people/nobody', { locale: 'de-DE' })).status).toBe(404)
    expect(await locales()).toEqual(expect.arrayContaining([[adam, 'de-DE']]))
  })

  test('a targeted message is marked for whoever sees it, gone after a day, and can be refused', async () => {
    const seen = async (as: string) =>
      (await sandbox.get(`conversations/${encodeURIComponent(ops)}/messages?as=${as}`)).body as object[]
    const activity = {
      type: 'message',
      recipient: { id: emma },
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card('for Emma') }],
    }
    const path = `v3/conversations/${encodeURIComponent(ops)}/activities?isTargetedActivity=true`
    expect((await sandbox.call('POST', path, activity)).status).toBe(201)
    expect(await seen(emma)).toMatchObject([{ onlyYou: true }])
    expect(await seen(adam)).toEqual([])
    sandbox.clock.nowMs += 24 * 3_600_000
    expect(await seen(emma)).toEqual([])
    await sandbox.api('faults', { service: 'teams', operation: 'target', kind: 'status', status: 403 })
    expect((await sandbox.call('POST', path, activity)).status).toBe(403)
    expect((await sandbox.call('POST', path.split('?')[0] ?? '', activity)).status).toBe(201)
  })

  test('the message extension is opened by a call', async () => {
    sandbox.bot.reply = () => ({ body: { task: { type: 'message', value: 'x' } } })
    const use = { as: emma, conversation: ops }
    expect(await sandbox.api('extension', use)).toMatchObject({ status: 200, body: { body: { task: { value: 'x' } } } })
    expect((await sandbox.api('extension', { as: emma })).status).toBe(400)
    expect((await sandbox.api('extension', { ...use, message: '1' })).status).toBe(404)
  })
})
