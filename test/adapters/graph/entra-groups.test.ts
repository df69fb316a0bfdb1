import { entraGroups } from '../../../src/adapters/graph/entra-groups.ts'
import { loopbackFetch } from '../../../src/adapters/graph/loopback-fetch.ts'
import type { EntraGroup } from '../../../src/domain/access-policy/policy.ts'
import { parsePersonId } from '../../../src/domain/ids.ts'
import { GroupUnreadable } from '../../../src/ports/directory.ts'
import { type GraphSimulator, startGraphSimulator } from '../../../src/simulator/graph/start-graph-simulator.ts'

const tenant = '7d1c1c1e-0000-4000-8000-000000000001'
const objectOf = (n: number) => `e0000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const groupOf = (n: number): EntraGroup => ({
  kind: 'entra',
  tenant,
  id: `6f1c0000-0000-4000-8000-${String(n).padStart(12, '0')}`,
})
function person(n: number, of = tenant) {
  const id = parsePersonId(of, objectOf(n))
  if (!id) throw new Error('no person')
  return id
}

const everybody = Array.from({ length: 2_500 }, (_, i) => objectOf(i))
let graph: GraphSimulator
let tokens: string[]

beforeEach(async () => {
  graph = await startGraphSimulator({
    people: everybody,
    groups: [
      { id: groupOf(1).id, name: 'outer', members: [objectOf(1)], groups: [groupOf(2).id] },
      // In a circle, as Entra allows.
      { id: groupOf(2).id, name: 'inner', members: [objectOf(2)], groups: [groupOf(1).id] },
      { id: groupOf(3).id, name: 'large', members: everybody },
      ...Array.from({ length: 45 }, (_, i) => ({ id: groupOf(100 + i).id, name: `g${i}`, members: [objectOf(i)] })),
    ],
  })
  tokens = []
})
afterEach(() => graph.close())

function reader(timeoutMs = 2_000) {
  const token = async () => {
    tokens.push('asked')
    return 'sandbox'
  }
  return entraGroups({ endpoint: 'https://graph.microsoft.com', token, send: loopbackFetch(graph.url) }, { timeoutMs })
}

test('groups within groups count, also in a circle; somebody of another tenant is in none, and Graph is not asked', async () => {
  const groups = [groupOf(1), groupOf(2), groupOf(3)]
  expect(await reader().memberOf(person(2), groups)).toEqual([true, true, true])
  expect(await reader().memberOf(person(7), groups)).toEqual([false, false, true])
  const before = graph.calls()
  const foreign = person(2, '7d1c1c1e-0000-4000-8000-000000000002')
  expect(await reader().memberOf(foreign, groups)).toEqual([false, false, false])
  expect(graph.calls()).toBe(before)
})

test('Graph takes twenty groups at a time: more are asked for in parts', async () => {
  const groups = Array.from({ length: 45 }, (_, i) => groupOf(100 + i))
  const found = await reader().memberOf(person(41), groups)
  expect(found.flatMap((is, i) => (is ? [i] : []))).toEqual([41])
  expect(graph.calls()).toBe(3)
})

test('everybody in a large group is listed, page after page', async () => {
  const people = await reader().members(groupOf(3))
  expect(people).toHaveLength(2_500)
  expect(new Set(people).size).toBe(2_500)
  expect(graph.calls()).toBe(3)
  expect(await reader().members(groupOf(1))).toEqual([person(1), person(2)])
})

test('a busy Graph is asked again, for a short time', async () => {
  graph.inject({ kind: 'status', status: 503, times: 1 })
  expect(await reader().memberOf(person(1), [groupOf(1)])).toEqual([true])
  expect(graph.calls()).toBe(2)
  graph.inject({ kind: 'status', status: 429, retryAfterSeconds: 3_600, times: 1 })
  const from = performance.now()
  await expect(reader().memberOf(person(1), [groupOf(1)])).rejects.toThrow('Microsoft Graph is too busy')
  expect(performance.now() - from).toBeLessThan(1_000)
})

test.each([
  [{ kind: 'status', status: 403 } as const, /lacks the permission GroupMember.Read.All/],
  [{ kind: 'status', status: 401 } as const, /does not take the bot’s token/],
  [{ kind: 'status', status: 500 } as const, /answered 500/],
  [{ kind: 'garbage' } as const, /cannot be read/],
  [{ kind: 'timeout' } as const, /did not answer in time/],
])('P14 %j: the group is unreadable, in words, and never empty', async (fault, why) => {
  graph.inject(fault)
  const told = await reader(300)
    .memberOf(person(1), [groupOf(1)])
    .catch((error: unknown) => error)
  expect(told).toBeInstanceOf(GroupUnreadable)
  expect(String(told)).toMatch(why)
  await expect(reader(300).members(groupOf(1))).rejects.toThrow(why)
})

test('P14 a group that is not there cannot be read; nor can Graph where nobody answers', async () => {
  await expect(reader().members(groupOf(77))).rejects.toThrow('no such person or group')
  const away = {
    endpoint: 'https://graph.microsoft.com',
    token: async () => 'x',
    send: loopbackFetch('http://127.0.0.1:1'),
  }
  await expect(entraGroups(away).members(groupOf(1))).rejects.toThrow('cannot be reached')
  const unsigned = { ...away, token: () => Promise.reject(new Error('no identity')) }
  await expect(entraGroups(unsigned).members(groupOf(1))).rejects.toThrow(GroupUnreadable)
})

test('the token goes nowhere else: neither to another address in a page, nor unencrypted off this machine', async () => {
  const seen: string[] = []
  const send = (async (url: string) => {
    seen.push(url)
    return new Response(JSON.stringify({ value: [], '@odata.nextLink': 'https://evil.example/v1.0/groups' }), {
      headers: { 'content-type': 'application/json' },
    })
  }) as unknown as typeof fetch
  const misled = entraGroups({ endpoint: 'https://graph.microsoft.com', token: async () => 'secret', send })
  await expect(misled.members(groupOf(1))).rejects.toThrow(GroupUnreadable)
  expect(seen).toHaveLength(1)
  expect(() => loopbackFetch('https://graph.microsoft.com')).toThrow(/must be at http/)
})
