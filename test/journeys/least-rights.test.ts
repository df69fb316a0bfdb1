import { type Journey, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney({ SANDBOX_ROLES: 'requester' })
}, 150_000)
afterAll(() => sandbox.stop())

test('with the first role of infra/roles alone a port is asked for, approved, opened, seen open and seen shut', async () => {
  const status = await sandbox.ask('emma', '/jit request web01 rdp 30m INC123456')
  const card = await sandbox.card('adam', /web01/, 'ops-approvals')
  await sandbox.press('adam', card.id, 'Approve')
  await sandbox.becomes('emma', status.id, /Open until/)
  expect(await sandbox.api.reachable('web01', 3389, '203.0.113.7')).toMatchObject({ reachable: true })
  await sandbox.api.advance(31 * 60)
  await sandbox.becomes('emma', status.id, /^Closed/)
  expect(await sandbox.api.reachable('web01', 3389, '203.0.113.7')).toMatchObject({ reachable: false })
}, 150_000)
