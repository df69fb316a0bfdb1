import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loopbackFetch } from '../../../src/adapters/graph/loopback-fetch.ts'
import { checkGroups } from '../../../src/cli/doctor/check-groups.ts'
import { startGraphSimulator } from '../../../src/simulator/graph/start-graph-simulator.ts'

const person = 'e0000000-0000-4000-8000-000000000001'
const known = '6f1c0000-0000-4000-8000-000000000001'
const gone = '6f1c0000-0000-4000-8000-000000000009'

test('each Entra group of the access policy is read; one that cannot be is said with what is missing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jit-doctor-groups-'))
  const graph = await startGraphSimulator({
    people: [person],
    groups: [{ id: known, name: 'leads', members: [person] }],
  })
  const access = {
    endpoint: 'https://graph.microsoft.com',
    token: async () => 'sandbox',
    send: loopbackFetch(graph.url),
  }
  const check = async (groups: string) => {
    const file = join(folder, 'policy.yaml')
    writeFileSync(file, `version: 1\ntenant: 7d1c1c1e-0000-4000-8000-000000000001\n${groups}\nrules: []\n`)
    return await checkGroups(file, access)
  }
  try {
    expect(
      await check(`groups: { leads: { entraGroup: ${known} }, gone: { entraGroup: ${gone} }, us: { people: [] } }`),
    ).toEqual([
      {
        area: 'Access policy',
        name: 'group leads',
        state: 'works',
        text: `The group ${known} of Entra has one person.`,
      },
      expect.objectContaining({
        name: 'group gone',
        state: 'missing',
        text: expect.stringMatching(/no such person or group.*GroupMember\.Read\.All/),
      }),
    ])
    const before = graph.calls()
    expect(await check('groups: { us: { people: [] } }')).toEqual([])
    expect(await check('not: right')).toEqual([])
    expect(graph.calls()).toBe(before)
  } finally {
    await graph.close()
    rmSync(folder, { recursive: true })
  }
})
