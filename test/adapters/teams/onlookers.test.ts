import type { Member } from '../../../src/adapters/teams/connector.ts'
import { onlookers } from '../../../src/adapters/teams/onlookers.ts'
import { type PersonId, parsePersonId } from '../../../src/domain/ids.ts'
import { must } from '../../fixtures.ts'
import { recordingLog } from './recording.ts'
import { tenantId } from './teams-wire.ts'

const channel = '19:ops@thread.tacv2'
const objectOf = (n: number) => `e0000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const personOf = (n: number): PersonId => must(parsePersonId(tenantId, objectOf(n)))
const member = (n: number): Member => ({ id: `29:${n}`, tenantId, aadObjectId: objectOf(n), name: `Person ${n}` })
const people = (count: number) => Array.from({ length: count }, (_, n) => n)

function card(...viewers: PersonId[]) {
  const action = { type: 'Action.Execute', verb: 'refresh' }
  return { type: 'AdaptiveCard', version: '1.5', refresh: { action, userIds: viewers } } as const
}

function watching() {
  const asked: string[] = []
  let nowMs = 0
  const { log } = recordingLog()
  const list = async (conversation: string) => void asked.push(conversation)
  const seen = onlookers({ list, now: () => nowMs, log })
  const userIds = (viewers: PersonId[], where = channel, personal = false) =>
    (seen.addressed(card(...viewers), where, personal).refresh as { userIds: string[] }).userIds
  return {
    seen,
    asked,
    userIds,
    pass: (ms: number) => {
      nowMs += ms
    },
  }
}

test('the most concerned come first, and where all fit every member has a view of their own', () => {
  const { seen, userIds } = watching()
  seen.listed(channel, people(60).map(member))
  const ids = userIds([personOf(7), personOf(3)])
  expect(ids.slice(0, 2)).toEqual(['29:7', '29:3'])
  expect(new Set(ids)).toEqual(new Set(people(60).map((n) => `29:${n}`)))
  expect(ids).toHaveLength(60)
})

test('of more than sixty members only those who are concerned are named, and never more than sixty', () => {
  const { seen, userIds } = watching()
  seen.listed(channel, people(200).map(member))
  expect(userIds([personOf(150), personOf(3)])).toEqual(['29:150', '29:3'])
  expect(userIds(people(90).map(personOf))).toEqual(people(60).map((n) => `29:${n}`))
})

test('nobody is named who is not there, whose id Teams has not told, in a personal chat, or for a card that is settled', () => {
  const { seen, userIds } = watching()
  seen.met(personOf(1), '29:one')
  // Nobody has been listed yet: who has acted is known by that.
  expect(userIds([personOf(1), personOf(2)])).toEqual(['29:one'])
  seen.listed(channel, [member(2)])
  expect(userIds([personOf(1), personOf(2)])).toEqual(['29:2'])
  expect(userIds([personOf(2)], 'a:chat', true)).toEqual([])
  expect(userIds([])).toEqual([])
})

test('a thread is its channel, and other cards are left alone', () => {
  const { seen, userIds } = watching()
  seen.listed(channel, [member(1)])
  expect(userIds([personOf(1)], `${channel};messageid=17`)).toEqual(['29:1'])
  const plain = { type: 'AdaptiveCard', version: '1.5' } as const
  expect(seen.addressed(plain, channel, false)).toBe(plain)
})

test('members are listed when they are first needed and again when they are old, not with every card', () => {
  const { userIds, asked, pass } = watching()
  for (let i = 0; i < 5; i++) userIds([personOf(1)])
  expect(asked).toEqual([channel])
  pass(11 * 60_000)
  for (let i = 0; i < 5; i++) userIds([personOf(1)])
  expect(asked).toEqual([channel, channel])
})
