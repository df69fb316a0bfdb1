import { groupDirectory } from '../../src/app/group-directory.ts'
import type { AccessPolicy } from '../../src/domain/access-policy/policy.ts'
import type { PersonId } from '../../src/domain/ids.ts'
import { GroupUnreadable } from '../../src/ports/directory.ts'
import { noOne } from '../../src/words/reader.ts'
import { inEnglish } from '../../src/words/text.ts'
import { adam, aisha, emma, policy } from '../domain/access-policy/samples.ts'

const leads = { kind: 'entra', tenant: '7d1c1c1e-0000-4000-8000-000000000001', id: 'g1' } as const
const onCall = { kind: 'channel', name: 'ops' } as const

function start() {
  const at = { ms: 1_000_000 }
  const members = new Set<PersonId>([adam.id])
  const calls = { of: 0, list: 0 }
  const broken = { why: '' }
  const news: string[] = []
  const directory = groupDirectory({
    now: () => at.ms,
    rememberedMs: 30_000,
    entra: {
      memberOf: async (person, groups) => {
        calls.of += 1
        const { why } = broken
        if (why) throw new GroupUnreadable(() => why)
        return groups.map(() => members.has(person))
      },
      members: async () => {
        calls.list += 1
        const { why } = broken
        if (why) throw new GroupUnreadable(() => why)
        return [...members]
      },
    },
    channels: {
      memberOf: async () => {
        throw new GroupUnreadable(() => 'no channel is bound as ops')
      },
      members: async () => {
        throw new Error('secret')
      },
    },
    onRead: (kind, failure) => news.push(`${kind(noOne)}: ${failure?.message ?? 'ok'}`),
  })
  const made: AccessPolicy = policy([], { groups: { ...policy([]).groups, leads, 'on-call': onCall } })
  const onlyLeads: AccessPolicy = policy([], { groups: { ...policy([]).groups, leads } })
  return { at, members, calls, broken, news, directory, made, onlyLeads }
}

test('a policy that lists all of its people is answered at once, without a promise', () => {
  const { directory, calls } = start()
  const answer = directory.membership(policy([]), { people: [emma.id], listed: ['leads'] })
  expect(answer).not.toBeInstanceOf(Promise)
  expect(calls).toEqual({ of: 0, list: 0 })
})

test('S6 somebody who acts is looked up again; for what is only shown the answer is kept for seconds', async () => {
  const { directory, members, calls, at, onlyLeads } = start()
  const has = async (acts: boolean) =>
    (await directory.membership(onlyLeads, { people: [adam.id], acts })).has(adam.id, 'leads')
  expect(await has(false)).toBe(true)
  members.delete(adam.id)
  at.ms += 5_000
  expect(await has(false)).toBe(true)
  expect(calls.of).toBe(1)
  expect(await has(true)).toBe(false)
  expect(await has(false)).toBe(false)
  expect(calls.of).toBe(2)
  members.add(adam.id)
  at.ms += 30_000
  expect(await has(false)).toBe(true)
})

test('the same question from many at once is one call', async () => {
  const { directory, calls, onlyLeads } = start()
  await Promise.all(
    Array.from({ length: 50 }, () =>
      directory.membership(onlyLeads, { people: [adam.id], listed: ['leads'], acts: true }),
    ),
  )
  expect(calls).toEqual({ of: 1, list: 1 })
})

test('P14 what cannot be read is unknown and says why; other groups are told all the same', async () => {
  const { directory, made, news } = start()
  const membership = await directory.membership(made, {
    people: [adam.id, emma.id],
    listed: ['leads', 'on-call', 'empty'],
  })
  expect(membership.has(adam.id, 'leads')).toBe(true)
  expect(membership.has(emma.id, 'leads')).toBe(false)
  expect(membership.has(adam.id, 'on-call')).toBe('unknown')
  expect(inEnglish(membership.why?.('on-call') ?? '')).toBe('it failed')
  expect(membership.people('leads')).toEqual([adam.id])
  expect(membership.people('on-call')).toBe('unknown')
  expect(membership.people('platform')).toContain(emma.id)
  // Whom nobody asked about is not known of.
  expect(membership.has(aisha.id, 'leads')).toBe('unknown')
  expect(news).toContain('the members of the channel ops: no channel is bound as ops')
  expect(news).toContain('the groups of Entra: ok')
})

test('P14 an outage is an answer for two seconds, not for half a minute', async () => {
  const { directory, broken, calls, at, onlyLeads } = start()
  const has = async () => (await directory.membership(onlyLeads, { people: [adam.id] })).has(adam.id, 'leads')
  broken.why = 'Microsoft Graph cannot be reached'
  expect(await has()).toBe('unknown')
  expect(await has()).toBe('unknown')
  expect(calls.of).toBe(1)
  broken.why = ''
  at.ms += 2_500
  expect(await has()).toBe(true)
})
