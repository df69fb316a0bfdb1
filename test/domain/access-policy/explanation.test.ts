import fc from 'fast-check'
import { allowedSources } from '../../../src/domain/access-policy/allowed-sources.ts'
import { evaluate } from '../../../src/domain/access-policy/evaluate.ts'
import { explanationOf } from '../../../src/domain/access-policy/explanation.ts'
import { implies } from '../../../src/domain/access-policy/implies.ts'
import { matches } from '../../../src/domain/access-policy/matches.ts'
import { membershipOf } from '../../../src/domain/access-policy/membership.ts'
import { asks, conditions, rules, vms } from './generated.ts'
import { ask, emma, hour, policy, portRule, rule, vm } from './samples.ts'

test('the explanation is the real decision, whatever the policy and the ask', () => {
  fc.assert(
    fc.property(rules, asks, (all, asked) => {
      const written = policy(all)
      const membership = membershipOf(written)
      expect(explanationOf(written, asked, membership).analysis).toEqual(evaluate(written, asked, membership))
    }),
  )
})

test('what is proposed in the place of a refused ask is allowed, for the same machine and person', () => {
  let proposed = 0
  fc.assert(
    fc.property(rules, asks, (all, asked) => {
      const written = policy(all)
      const { remedy } = explanationOf(written, asked, membershipOf(written))
      if (remedy.kind !== 'ask differently') return
      proposed++
      expect(remedy.ask.requester).toBe(asked.requester)
      expect(remedy.ask.targets.map((target) => target.vm.id)).toEqual(asked.targets.map((target) => target.vm.id))
      expect(evaluate(written, remedy.ask, membershipOf(written)).findings).toEqual([])
    }),
    { numRuns: 1000 },
  )
  expect(proposed).toBeGreaterThan(50)
})

test('an address is in the allowed sources exactly where no rule refuses it', () => {
  fc.assert(
    fc.property(
      rules,
      asks,
      fc.constantFrom('203.0.113.7/32', '198.51.100.9/32', '192.0.2.1/32'),
      (all, asked, prefix) => {
        const written = policy(all)
        const { findings, requirement } = evaluate(written, { ...asked, source: { prefix } }, membershipOf(written))
        fc.pre(findings.every(({ kind }) => kind !== 'not covered' && kind !== 'denied'))
        const refused = findings.some(({ kind }) => kind === 'source not allowed')
        const { ranges } = allowedSources(written, requirement)
        const net = prefix.split('.')[0]
        const inside = ranges.some((range) => range.prefix === '*' || range.prefix.startsWith(`${net}.`))
        expect(inside).toBe(!refused)
      },
    ),
    { numRuns: 500 },
  )
})

test('where one condition implies another, every machine and port of the one is of the other', () => {
  let implied = 0
  fc.assert(
    fc.property(
      conditions,
      conditions,
      fc.constantFrom(...vms),
      fc.constantFrom(22, 3389, 443),
      (a, b, machine, port) => {
        if (!implies(a, b)) return
        implied++
        expect(matches(a, machine, port) && !matches(b, machine, port)).toBe(false)
      },
    ),
    { numRuns: 3000 },
  )
  expect(implied).toBeGreaterThan(100)
})

test.each([
  [{ vm: { names: ['web*'] } }, { vm: { names: ['w*'] } }, true],
  [{ vm: { names: ['web*'] } }, { vm: { names: ['web?*'] } }, false],
  [{ vm: { names: ['web?'] } }, { vm: { names: ['web*'] } }, true],
  [{ vm: { names: ['*'] } }, {}, true],
  [{}, { ports: [22] }, false],
  [{ ports: [22] }, { ports: [22, 80] }, true],
])('%j implies %j: %s', (inner, outer, expected) => {
  expect(implies(inner, outer)).toBe(expected)
})

const narrow = policy([
  rule('narrow', {
    maxDurationMs: 2 * hour,
    sources: { networks: ['office', 'vpn'], narrowest: 32 },
    reason: { required: true },
  }),
])

test('too long and from elsewhere: the longest time and one address of a network that is allowed', () => {
  const asked = ask({ durationMs: 5 * hour, source: { prefix: '192.0.2.1/32' }, reason: '' })
  const { remedy } = explanationOf(narrow, asked, membershipOf(narrow))
  expect(remedy).toMatchObject({
    kind: 'ask differently',
    ask: { durationMs: 2 * hour, source: { prefix: '203.0.113.0/32' } },
    within: { network: 'office' },
  })
})

test('from elsewhere: a network with all of its ranges where each suits, else a range that does', () => {
  const asked = ask({ source: { prefix: '192.0.2.1/32' } })
  const remedyWith = (office: string[], narrowest: number) => {
    const rules = [rule('all', { sources: { networks: ['office'], narrowest } })]
    const written = policy(rules, { networks: { office } })
    return explanationOf(written, asked, membershipOf(written)).remedy
  }
  const both = ['203.0.113.0/24', '198.51.100.7/32']
  expect(remedyWith(both, 24)).toMatchObject({
    ask: { source: { prefix: '203.0.113.0/24', network: 'office', others: [{ prefix: '198.51.100.7/32' }] } },
  })
  const one = remedyWith(both, 32)
  expect(one).toMatchObject({ kind: 'ask differently', ask: { source: { prefix: '198.51.100.7/32' } } })
  expect(JSON.stringify(one)).not.toContain('"network":"office"}')
})

test('a port that the machine does not have: those that it has', () => {
  const machine = vm('web01', {}, [portRule(22)])
  const asked = ask({ targets: [{ vm: machine, ports: [{ number: 8443, protocol: 'TCP' }] }] })
  const { remedy } = explanationOf(policy([rule('all')]), asked, membershipOf(policy([rule('all')])))
  expect(remedy).toMatchObject({ kind: 'ask differently', ask: { targets: [{ ports: [{ number: 22 }] }] } })
})

test('P4 of a machine that the person may not know of nothing is proposed', () => {
  const written = policy([rule('others', { requesters: ['outsiders'] })])
  const found = explanationOf(written, ask({ requester: emma }), membershipOf(written))
  expect(found.remedy.kind).toBe('not theirs')
  expect(found.analysis.rules).toEqual([])
})
