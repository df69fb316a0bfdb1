import type { Usage } from '../../../src/domain/access-policy/analysis.ts'
import { evaluate } from '../../../src/domain/access-policy/evaluate.ts'
import { membershipOf } from '../../../src/domain/access-policy/membership.ts'
import type { Limits, Rule } from '../../../src/domain/access-policy/policy.ts'
import { ask, policy, rule, vm } from './samples.ts'

function decide(limits: Limits, usage: Usage | undefined, ...others: Rule[]) {
  const made = policy([rule('dev', { limits, approvals: [] }), ...others])
  return evaluate(made, ask(usage ? { usage } : {}), membershipOf(made))
}
const used = (open: number, unattended: number): Usage => ({ open: { dev: open }, unattended: { dev: unattended } })

test('P15 unattended approvals that are used up fall back to asking a person, with why', () => {
  // biome-ignore lint/suspicious/noThenProperty: nobody awaits it
  const limits = { unattendedPerPersonPerDay: 2, then: [{ count: 1, from: ['leads'] }] }
  expect(decide(limits, used(0, 1))).toMatchObject({ findings: [], requirement: { approvals: [] } })
  expect(decide(limits, used(0, 2))).toMatchObject({
    findings: [],
    requirement: { approvals: [{ rule: 'dev', count: 1, from: ['leads'], because: 'unattended used up' }] },
  })
})

test('P15 where nobody is named to be asked instead it is refused; no rule beside it weakens that', () => {
  const finding = { kind: 'unattended used up', rule: 'dev', max: 2 }
  expect(decide({ unattendedPerPersonPerDay: 2 }, used(0, 2)).findings).toEqual([finding])
  expect(decide({ unattendedPerPersonPerDay: 2 }, used(0, 2), rule('more')).findings).toEqual([finding])
  expect(decide({ unattendedPerPersonPerDay: 0 }, used(0, 0)).findings).toHaveLength(1)
})

test('machines open at once are counted with those asked for now', () => {
  expect(decide({ openPerPerson: 3 }, used(2, 0)).findings).toEqual([])
  expect(decide({ openPerPerson: 3 }, used(3, 0)).findings).toEqual([
    { kind: 'too many open', rule: 'dev', open: 3, asked: 1, max: 3 },
  ])
})

test('P15 an extension is no further machine, but an unattended approval of its own', () => {
  const extend = (limits: Limits, usage: Usage) => {
    const made = policy([rule('dev', { limits, approvals: [] })])
    return evaluate(made, { ...ask({ usage }), standingMs: 3_600_000 }, membershipOf(made)).findings
  }
  expect(extend({ openPerPerson: 3 }, used(3, 0))).toEqual([])
  expect(extend({ unattendedPerPersonPerDay: 2 }, used(1, 2))).toMatchObject([{ kind: 'unattended used up' }])
})

test('what is to be counted when it is stored stands in the requirement; without counts limits are not judged', () => {
  expect(decide({ openPerPerson: 3, unattendedPerPersonPerDay: 1 }, undefined)).toMatchObject({
    findings: [],
    requirement: { limits: [{ rule: 'dev', openPerPerson: 3, unattendedPerPersonPerDay: 1 }] },
  })
  expect(decide({}, undefined).requirement.limits).toEqual([{ rule: 'dev' }])
})

test('a rule on operating systems or regions speaks of those alone; one whose system is not known is refused as our fault', () => {
  const made = policy([
    rule('any'),
    rule('windows', { when: { vm: { os: ['windows'], locations: ['West Europe'] } }, deny: 'no' }),
    rule('linux', { when: { vm: { os: ['linux'] } }, approvals: [] }),
  ])
  const of = (os: 'windows' | 'linux' | 'unknown', location = 'westeurope') => {
    const targets = [{ vm: vm('web01', { os, location }), ports: [{ number: 22, protocol: 'TCP' as const }] }]
    return evaluate(made, ask({ targets }), membershipOf(made))
  }
  expect(of('windows').findings).toMatchObject([{ kind: 'denied' }])
  expect(of('windows', 'northeurope').findings).toEqual([])
  expect(of('linux')).toMatchObject({ findings: [], requirement: { rules: ['any', 'linux'] } })
  expect(of('unknown', 'northeurope').findings).toMatchObject([
    { kind: 'rule broke', rule: 'linux', why: { kind: 'unknown system', vmName: 'web01' } },
  ])
})
