import { type AzureSimulator, startAzureSimulator } from '../../../src/simulator/azure/start-azure-simulator.ts'
import { adam, card, cardAnswer, emma, execute, ops, startMs } from '../teams/simulated-teams.ts'
import { type Sandbox, startSandbox } from './sandbox.ts'

describe('the sandbox API', () => {
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

  const messages = async (as: string, conversation = ops) =>
    (await sandbox.get(`conversations/${encodeURIComponent(conversation)}/messages?as=${as}`)).body as Record<
      string,
      unknown
    >[]

  describe('people and conversations', () => {
    test('people are told with role, address and locale, and nothing else', async () => {
      const { status, body } = await sandbox.get('people')
      expect(status).toBe(200)
      const people = [
        { id: emma, name: 'Emma Lindqvist', role: 'engineer', address: '203.0.113.7' },
        { id: adam, name: 'Adam Novak', role: 'approver', address: '203.0.113.21' },
        { id: 'a0000000-0000-4000-8000-000000000002', name: 'Aisha Khan', role: 'approver', address: '198.51.100.7' },
        { id: 'ad000000-0000-4000-8000-000000000001', name: 'Petra Schulz', role: 'admin', address: '203.0.113.40' },
        { id: '0d170000-0000-4000-8000-000000000001', name: 'Omar Haddad', role: 'auditor', address: '203.0.113.60' },
        { id: '0b515ede-0000-4000-8000-000000000001', name: 'Oscar Nilsen', role: 'outsider', address: '192.0.2.44' },
        { id: 'e0000000-0000-4000-8000-000000000002', name: 'Eva Moreau', role: 'engineer', address: '203.0.113.8' },
      ]
      expect(body).toEqual(people.map((person) => ({ ...person, locale: 'en-GB' })))
    })

    test('everybody has a chat of their own and both channels', async () => {
      const { body } = await sandbox.get(`conversations?as=${emma}`)
      expect(body).toEqual([
        { id: sandbox.personal(emma), name: 'JIT Access', kind: 'personal' },
        { id: ops, name: 'ops-approvals', kind: 'channel' },
        { id: expect.stringMatching(/^19:/), name: 'audit', kind: 'channel' },
      ])
    })
  })

  describe('talking', () => {
    test('a typed line reaches the bot, and is read', async () => {
      const { status, body } = await sandbox.api('messages', {
        as: emma,
        conversation: ops,
        text: '@JIT request web01',
      })
      expect({ status, body }).toEqual({ status: 200, body: { id: expect.any(String), status: 200 } })
      expect(sandbox.bot.activities('message')).toHaveLength(1)
      expect(await messages(adam)).toEqual([
        {
          id: (body as { id: string }).id,
          from: { id: emma, name: 'Emma Lindqvist', bot: false },
          at: '2026-06-01T09:00:00.000Z',
          edited: false,
          text: '@JIT Access request web01',
        },
      ])
    })

    test('an edit, a second delivery and one under another id', async () => {
      const said = await sandbox.api('messages', { as: emma, conversation: ops, text: '@JIT hlep' })
      const { id } = said.body as { id: string }
      expect(await sandbox.api('edits', { as: emma, message: id, text: '@JIT help' })).toEqual({
        status: 200,
        body: { id, status: 200 },
      })
      expect(sandbox.bot.activities('messageUpdate')).toHaveLength(1)
      expect((await sandbox.api('redeliver', { message: id })).body).toMatchObject({ status: 200 })
      expect((await sandbox.api('redeliver', { message: id, newId: true })).body).toMatchObject({ status: 200 })
      const ids = sandbox.bot.received.map(({ activity }) => activity.id)
      expect(ids.slice(0, 3)).toEqual([id, id, id])
      expect(ids[3]).not.toBe(id)
    })

    test('a pressed button answers what the bot answered, and the view changes', async () => {
      const message = await sandbox.post(ops, card('base', { actions: [execute('Approve', 'approve', { v: 1 })] }))
      sandbox.bot.reply = () => cardAnswer(card('mine'))
      const pressed = await sandbox.api('actions', {
        as: adam,
        message,
        action: 'APPROVE',
        inputs: { note: 'x' },
        forge: { verb: 'deny', data: { v: 2 } },
      })
      expect(pressed).toEqual({ status: 200, body: { status: 200, body: cardAnswer(card('mine')).body } })
      expect(sandbox.bot.activities('invoke')).toMatchObject([
        { value: { action: { verb: 'deny', data: { v: 2, note: 'x' } } } },
      ])
      expect((await messages(adam))[0]).toMatchObject({ card: card('mine') })
      expect((await messages(emma))[0]).toMatchObject({ card: { body: [{ text: 'base' }] } })
    })

    test('a button that is not there is 404 and names those that are', async () => {
      const message = await sandbox.post(ops, card('x', { actions: [execute('Approve', 'a'), execute('Deny', 'd')] }))
      expect(await sandbox.api('actions', { as: adam, message, action: 'Explode' })).toEqual({
        status: 404,
        body: { error: 'No button "Explode"; there are: Approve, Deny.' },
      })
    })

    test('type-ahead', async () => {
      const message = await sandbox.post(ops, card('x'))
      sandbox.bot.reply = () => ({
        body: {
          statusCode: 200,
          type: 'application/vnd.microsoft.search.searchResponse',
          value: { results: [{ title: 'web01', value: '1' }] },
        },
      })
      const query = { as: emma, message, dataset: 'vms' }
      expect((await sandbox.api('search', { ...query, query: 'we' })).body).toEqual([{ title: 'web01', value: '1' }])
      expect((await sandbox.api('search', { ...query, query: '' })).status).toBe(200)
    })
  })

  describe('the network', () => {
    test('reachability and rules come from Azure', async () => {
      const asked = await sandbox.get('reachable?vm=WEB01&port=3389&from=203.0.113.7')
      expect(asked).toMatchObject({
        status: 200,
        body: { vm: 'web01', port: 3389, from: '203.0.113.7', reachable: false },
      })
      const { body } = await sandbox.get('rules?vm=web01')
      expect(body).toContainEqual(expect.objectContaining({ access: 'Deny', priority: expect.any(Number) }))
      expect((await sandbox.get('estate')).body).toContainEqual(
        expect.objectContaining({ name: 'web01', jit: 'configured' }),
      )
    })

    test('a VM that is not there is 404, an ambiguous name 409 with the ids', async () => {
      expect(await sandbox.get('rules?vm=nothing')).toMatchObject({
        status: 404,
        body: { error: expect.stringContaining('nothing') },
      })
      const { status, body } = await sandbox.get('reachable?vm=api01&port=22&from=203.0.113.7')
      expect(status).toBe(409)
      const { ids } = body as { ids: string[] }
      expect(ids).toHaveLength(2)
      const byId = await sandbox.get(`reachable?vm=${encodeURIComponent(ids[0] ?? '')}&port=22&from=203.0.113.7`)
      expect(byId.status).toBe(200)
    })

    test.each(['port=0', 'port=65536', 'port=-1', 'port=22.5', 'port=ssh', 'port=', '', 'port=1e3', 'port=0x16'])(
      'the port "%s" is 400',
      async (port) => {
        expect(await sandbox.get(`reachable?vm=web01&from=203.0.113.7&${port}`)).toMatchObject({
          status: 400,
          body: { error: expect.any(String) },
        })
      },
    )

    test.each(['203.0.113.256', '::1', '203.0.113.0/24', 'me', ''])('the address "%s" is 400', async (from) => {
      const { status } = await sandbox.get(`reachable?vm=web01&port=22&from=${encodeURIComponent(from)}`)
      expect(status).toBe(400)
    })
  })

  describe('the clock', () => {
    test('tells the time and moves', async () => {
      expect((await sandbox.get('clock')).body).toEqual({ now: '2026-06-01T09:00:00.000Z', zone: 'Europe/Paris' })
      const moved = await sandbox.api('clock', { advanceSeconds: 3_600 })
      expect(moved).toEqual({ status: 200, body: { now: '2026-06-01T10:00:00.000Z' } })
      expect((await sandbox.api('clock', { advanceSeconds: 31 * 86_400 })).status).toBe(200)
      expect((await sandbox.api('clock', { advanceSeconds: 0 })).status).toBe(200)
    })

    test.each(['-1', '2678401', '"60"', 'null', '1e400', '[1]', 'NaN'])('does not move by %s', async (seconds) => {
      const moved = await sandbox.api('clock', `{"advanceSeconds":${seconds}}`)
      expect(moved).toMatchObject({ status: 400, body: { error: expect.any(String) } })
      expect(sandbox.advanced).toEqual([])
    })

    test('moves one step after the other, also after one that failed', async () => {
      const order: string[] = []
      sandbox.onAdvance = async (seconds) => {
        order.push(`begin ${seconds}`)
        // Long enough for the other call to have come in.
        for (let i = 0; i < 3; i++) await sandbox.get('people')
        order.push(`end ${seconds}`)
        if (seconds === 1) throw new Error('a job failed')
      }
      const [first, second] = await Promise.all(
        [1, 2].map((advanceSeconds) => sandbox.api('clock', { advanceSeconds })),
      )
      expect([first?.status, second?.status].sort()).toEqual([200, 500])
      expect(order.map((step) => step.split(' ')[0])).toEqual(['begin', 'end', 'begin', 'end'])
    })
  })

  describe('faults', () => {
    test('are injected into either service, and cleared', async () => {
      const fault = { service: 'teams', kind: 'status', operation: 'send', status: 503, times: 1 }
      expect(await sandbox.api('faults', fault)).toEqual({ status: 200, body: { ok: true } })
      await expect(sandbox.post(ops, 'x')).rejects.toThrow(/503/)
      await sandbox.post(ops, 'x')
      await sandbox.api('faults', { ...fault, times: undefined })
      expect((await sandbox.api('faults', { service: 'teams', clear: true })).body).toEqual({ ok: true })
      await sandbox.post(ops, 'x')

      await sandbox.api('faults', { service: 'azure', operation: 'list', kind: 'status', status: 418, times: 1 })
      const subscriptions = () =>
        fetch(
          `${azure.url}/subscriptions/11111111-1111-4111-8111-111111111111/providers/Microsoft.Security/jitNetworkAccessPolicies?api-version=2020-01-01`,
          { headers: { authorization: 'Bearer x' } },
        )
      expect((await subscriptions()).status).toBe(418)
      expect((await subscriptions()).status).toBe(200)
    })

    test.each([
      [{ service: 'aws', kind: 'status' }, /there are azure, teams and graph/],
      [{ kind: 'status' }, /"service" must be a text/],
      [{ service: 'teams' }, /"kind" must be a text/],
      [{ service: 'teams', kind: 'explode' }, /not a kind of fault/],
      [{ service: 'azure', kind: 'explode' }, /not a kind of fault/],
      [{ service: 'teams', kind: 'status', status: '500' }, /"status" must be a number/],
      [{ service: 'teams', kind: 'status', operation: 7 }, /"operation" must be a text/],
      [{ service: 'azure', kind: 'status', operation: 'send' }, /not an operation of Azure/],
      [{ service: 'teams', clear: 'yes' }, /"clear" must be true or false/],
    ])('%j is 400', async (fault, error) => {
      expect(await sandbox.api('faults', fault)).toEqual({ status: 400, body: { error: expect.stringMatching(error) } })
    })
  })

  describe('the portal', () => {
    const add = { do: 'add rule', vm: 'web01', name: 'temp', priority: 200, source: '198.51.100.77', ports: '3389' }

    test('somebody acts past the bot', async () => {
      const reachable = async () => (await sandbox.get('reachable?vm=web01&port=3389&from=198.51.100.77')).body
      expect(await reachable()).toMatchObject({ reachable: false })
      expect(await sandbox.api('portal', { ...add, as: 'petra@contoso.example' })).toEqual({
        status: 200,
        body: { ok: true },
      })
      expect(await reachable()).toMatchObject({ reachable: true, rule: { name: 'temp' } })
    })

    test.each<[object, number, RegExp]>([
      [{ ...add, ports: undefined }, 400, /"add rule" needs "ports"/],
      [{ do: 'reboot' }, 400, /"do" must be one of/],
      [{ do: 'disable', vm: 'nothing', as: 'petra@contoso.example' }, 404, /no VM/],
      [{ do: 'disable', vm: 'api01', as: 'petra@contoso.example' }, 409, /stands for 2 VMs/],
    ])('%j is refused with a sentence', async (body, status, error) => {
      expect(await sandbox.api('portal', body)).toMatchObject({ status, body: { error: expect.stringMatching(error) } })
    })

    test('is for this machine alone', async () => {
      const headers = { origin: 'https://evil.example' }
      expect((await sandbox.api('portal', { ...add, as: 'petra@contoso.example' }, headers)).status).toBe(403)
      expect(azure.rules('web01').some(({ name }) => name === 'temp')).toBe(false)
    })
  })

  describe('the switches of Azure', () => {
    test('are told, and changed while it runs', async () => {
      expect((await sandbox.get('azure')).body).toMatchObject({ newerReplaces: 'never', identity: 'app' })
      expect(await sandbox.api('azure', { newerReplaces: 'vm-port', initiatedAfterMs: 8_000 })).toEqual({
        status: 200,
        body: expect.objectContaining({ newerReplaces: 'vm-port', initiatedAfterMs: 8_000, pageSize: 100 }),
      })
      expect(azure.settings.newerReplaces).toBe('vm-port')
    })

    test.each<[object, RegExp]>([
      [{ newerReplaces: 'vm' }, /"newerReplaces" must be never or/],
      [{ pageSize: 7, colour: 'red' }, /"colour" is not a switch/],
    ])('%j is 400 with what is allowed, and changes nothing', async (changes, error) => {
      expect(await sandbox.api('azure', changes)).toEqual({
        status: 400,
        body: { error: expect.stringMatching(error) },
      })
      expect(azure.settings).toMatchObject({ newerReplaces: 'never', pageSize: 100 })
    })

    test('are for this machine alone', async () => {
      const headers = { origin: 'https://evil.example' }
      expect((await sandbox.api('azure', { pageSize: 7 }, headers)).status).toBe(403)
      expect(azure.settings.pageSize).toBe(100)
    })
  })

  describe('bad input', () => {
    test.each([
      ['messages', { as: 7, conversation: ops, text: 'x' }, /"as" must be a text/],
      ['messages', { as: emma, conversation: ops }, /"text" must be a text/],
      ['messages', { as: emma, conversation: ops, text: '   ' }, /empty/],
      ['messages', { as: emma, conversation: { id: ops }, text: 'x' }, /"conversation" must be a text/],
      ['actions', { as: emma, message: 1, action: 'x' }, /"message" must be a text/],
      ['actions', { as: emma, message: '1', action: 'x', inputs: [] }, /"inputs" must be an object/],
      ['actions', { as: emma, message: '1', action: 'x', forge: 'x' }, /"forge" must be an object/],
      ['actions', { as: emma, message: '1', action: 'x', forge: { verb: 1 } }, /"verb" must be a text/],
      ['redeliver', { message: '1', newId: 1 }, /"newId" must be true or false/],
      ['search', { as: emma, message: '1', dataset: 'x', query: 1 }, /"query" must be a text/],
      ['clock', {}, /"advanceSeconds" must be a number/],
      ['messages', '', /not JSON/],
      ['messages', '{"as":', /not JSON/],
      ['messages', '[]', /must be a JSON object/],
      ['messages', 'null', /must be a JSON object/],
    ])('POST %s %j is 400 with a sentence', async (path, body, error) => {
      expect(await sandbox.api(path, body)).toEqual({ status: 400, body: { error: expect.stringMatching(error) } })
      expect(sandbox.bot.received).toEqual([])
    })

    test('who and what is not there is 404', async () => {
      const unknown = 'ffffffff-0000-4000-8000-000000000001'
      const calls = [
        sandbox.get(`conversations?as=${unknown}`),
        sandbox.get(`conversations/${encodeURIComponent(ops)}/messages?as=${unknown}`),
        sandbox.get(`conversations/nothing/messages?as=${emma}`),
        sandbox.get(`conversations/${encodeURIComponent(sandbox.personal(adam))}/messages?as=${emma}`),
        sandbox.api('messages', { as: unknown, conversation: ops, text: 'x' }),
        sandbox.api('messages', { as: emma, conversation: '__proto__', text: 'x' }),
        sandbox.api('actions', { as: emma, message: 'constructor', action: 'x' }),
        sandbox.api('edits', { as: emma, message: '1', text: 'x' }),
        sandbox.api('redeliver', { message: '1' }),
        sandbox.api('search', { as: emma, message: '1', dataset: 'x', query: '' }),
        sandbox.get('nothing'),
        sandbox.get(''),
        sandbox.get('messages'),
        sandbox.api('people', {}),
      ]
      for (const answer of await Promise.all(calls)) {
        expect(answer).toEqual({ status: 404, body: { error: expect.any(String) } })
      }
    })

    test('a missing person is 400, an address that cannot be decoded too', async () => {
      expect((await sandbox.get('conversations')).status).toBe(400)
      expect((await sandbox.get(`conversations/%E0%A4%A/messages?as=${emma}`)).status).toBe(400)
    })

    test('a body over 256 KB is 413, and the next call is answered', async () => {
      const text = 'x'.repeat(256 * 1024)
      expect(await sandbox.api('messages', { as: emma, conversation: ops, text })).toEqual({
        status: 413,
        body: { error: 'The body is larger than 256 KB.' },
      })
      expect((await sandbox.api('messages', { as: emma, conversation: ops, text: '@JIT hi' })).status).toBe(200)
      const long = await sandbox.api('messages', { as: emma, conversation: ops, text: `@JIT ${'y'.repeat(20_000)}` })
      expect(long.status).toBe(200)
    })

    test.each([
      {},
      { do: 'burn' },
      { do: 'rename channel', channel: ops },
      { do: 'delete channel', channel: 7 },
      { do: 'remove app' },
    ])('nothing is done to a place by %j', async (act: object) => {
      expect(await sandbox.api('places', act)).toMatchObject({ status: 400, body: { error: expect.any(String) } })
      expect((await sandbox.api('places', { do: 'delete channel', channel: 'nowhere' })).status).toBe(404)
    })

    test('a deeply nested body does no harm', async () => {
      const deep = `{"as":"${emma}","message":"1","action":"x","inputs":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`
      expect((await sandbox.api('actions', deep)).status).toBeGreaterThanOrEqual(400)
      expect((await sandbox.get('people')).status).toBe(200)
    })
  })

  describe('other sites', () => {
    test.each([
      { host: 'evil.example' },
      { host: 'localhost.evil.example' },
      { host: '127.0.0.1.evil.example:3978' },
      { host: '192.168.1.10:3978' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost.evil.example' },
      { origin: 'http://localhost@evil.example' },
      { origin: 'chrome-extension://abc' },
    ])('%j is 403 and nothing happens', async (headers: Record<string, string>) => {
      const said = await sandbox.api('messages', { as: emma, conversation: ops, text: '@JIT hi' }, headers)
      expect(said).toMatchObject({ status: 403, body: { error: expect.any(String) } })
      expect((await sandbox.get('stream', headers)).status).toBe(403)
      expect(await messages(emma)).toEqual([])
    })

    test.each([
      { host: 'localhost:3978' },
      { host: '127.0.0.1' },
      { host: '[::1]:3978' },
      { origin: 'http://localhost:5173' },
      { origin: 'http://127.0.0.1:3978' },
    ])('%j is this machine', async (headers: Record<string, string>) => {
      expect((await sandbox.get('people', headers)).status).toBe(200)
    })
  })
})
