import { cardText, type Journey, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney({ POLICY_FILE: '/nonexistent/policy.yaml' })
}, 150_000)
afterAll(() => sandbox.stop())

test('P11 no policy file: every request is refused and says why', async () => {
  const answer = cardText((await sandbox.type('emma', '/jit request web01 rdp 1h from 203.0.113.7 INC123456')).card)
  expect(answer).toMatch(/no access policy is in force/i)
  expect(answer).toMatch(/policy\.yaml/)
  expect(await sandbox.api.reachable('web01', 3389, '203.0.113.7')).toMatchObject({ reachable: false })
}, 120_000)
