import { readFileSync } from 'node:fs'
import { parsePolicy } from '../../../src/adapters/policy-file/parse-policy.ts'
import type { Ask, PolicyAnalysis } from '../../../src/domain/access-policy/analysis.ts'
import { evaluate } from '../../../src/domain/access-policy/evaluate.ts'
import { membershipOf } from '../../../src/domain/access-policy/membership.ts'
import { isAdmin, isAuditor } from '../../../src/domain/access-policy/roles.ts'
import { parsePersonId } from '../../../src/domain/ids.ts'
import type { Person } from '../../../src/domain/person.ts'
import { ask, hour, vm } from '../../domain/access-policy/samples.ts'

const parsed = parsePolicy(readFileSync(new URL('../../../sandbox/policy.yaml', import.meta.url), 'utf8'))
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, undefined, 2))
const { policy } = parsed
function somebody(object: string): Person {
  const id = parsePersonId('7d1c1c1e-0000-4000-8000-000000000001', object)
  if (!id) throw new Error(object)
  return { id, name: object }
}
const emma = somebody('e0000000-0000-4000-8000-000000000001')
const eva = somebody('e0000000-0000-4000-8000-000000000002')
const adam = somebody('a0000000-0000-4000-8000-000000000001')
const aisha = somebody('a0000000-0000-4000-8000-000000000002')
const petra = somebody('ad000000-0000-4000-8000-000000000001')
const omar = somebody('0d170000-0000-4000-8000-000000000001')
const oscar = somebody('0b515ede-0000-4000-8000-000000000001')

// What the sandbox's Entra answers: see `src/simulator/sandbox/groups.ts`.
const membership = membershipOf(policy, {
  has: (person, group) => (group === 'platform' ? [emma, eva, adam, aisha].some(({ id }) => id === person) : undefined),
  people: () => undefined,
  why: () => undefined,
})

function decide(name: string, env: string | undefined, change: Partial<Ask> = {}): PolicyAnalysis {
  const targets = [{ vm: vm(name, { tags: env ? { env } : {} }), ports: [{ number: 22, protocol: 'TCP' as const }] }]
  return evaluate(policy, ask({ requester: emma, targets, ...change }), membership)
}

function kinds(analysis: PolicyAnalysis): string[] {
  return analysis.findings.map(({ kind }) => kind)
}

test('production: one lead, two hours, a ticket, from the office or the VPN', () => {
  const answer = decide('web01', 'prod')
  expect(answer.findings).toEqual([])
  expect(answer.approvers.map(({ approval, people }) => [approval.count, people])).toEqual([[1, [adam.id, aisha.id]]])
  expect(answer.requirement).toMatchObject({
    within: { value: 4 * hour },
    maxDuration: { value: 2 * hour },
    notify: ['ops-approvals'],
  })
  expect(kinds(decide('web01', 'prod', { reason: 'because' }))).toEqual(['reason does not match'])
  expect(kinds(decide('web01', 'prod', { source: { prefix: '192.0.2.44/32' } }))).toEqual(['source not allowed'])
  expect(kinds(decide('web01', 'prod', { source: { prefix: '203.0.113.0/24' } }))).toEqual([])
  expect(kinds(decide('web01', 'prod', { durationMs: 3 * hour }))).toEqual(['too long'])
})

test('databases: both leads; a lead alone cannot get there', () => {
  expect(decide('db01', 'prod').requirement.approvals.map(({ count }) => count)).toEqual([2, 1])
  expect(kinds(decide('db01', 'prod', { requester: adam }))).toEqual(['nobody can approve'])
})

test('development serves itself', () => {
  for (const requester of [emma, eva, adam, aisha]) {
    const answer = decide('dev01', 'dev', { requester, durationMs: 8 * hour, reason: '' })
    expect(answer).toMatchObject({ findings: [], requirement: { approvals: [] } })
  }
})

test('the vault is closed, the laboratory not covered, and the outsider sees neither', () => {
  expect(decide('vault01', 'prod').findings).toMatchObject([
    { kind: 'denied', text: 'The vault is reached through PAM only.' },
  ])
  expect(kinds(decide('lab01', undefined))).toEqual(['not covered'])
  for (const requester of [oscar, petra, omar])
    for (const name of ['web01', 'vault01', 'db01'])
      expect(kinds(decide(name, 'prod', { requester }))).toEqual(['not covered'])
})

test('who administers and who audits', () => {
  const all = [emma, adam, petra, omar, oscar]
  expect(all.filter((one) => isAdmin(policy, one, membership))).toEqual([petra])
  expect(all.filter((one) => isAuditor(policy, one, membership))).toEqual([petra, omar])
  expect(policy.zone).toBe('Europe/Paris')
})
