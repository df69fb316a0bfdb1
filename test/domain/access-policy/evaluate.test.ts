import type { Ask, Finding } from '../../../src/domain/access-policy/analysis.ts'
import { evaluate } from '../../../src/domain/access-policy/evaluate.ts'
import { membershipOf } from '../../../src/domain/access-policy/membership.ts'
import type { Rule } from '../../../src/domain/access-policy/policy.ts'
import { adam, aisha, ask, emma, eva, hour, oscar, person, policy, portRule, rule, unreadable, vm } from './samples.ts'

function decide(rules: readonly Rule[], change: Partial<Ask> = {}) {
  const made = policy(rules)
  return evaluate(made, ask(change), membershipOf(made))
}

function findings(rules: readonly Rule[], change: Partial<Ask> = {}): readonly Finding[] {
  return decide(rules, change).findings
}

function on(name: string, ...ports: readonly number[]): Pick<Ask, 'targets'> {
  return { targets: [{ vm: vm(name), ports: ports.map((number) => ({ number, protocol: 'TCP' })) }] }
}

test('one rule that matches and passes: allowed, with what it demands and who can give it', () => {
  expect(decide([rule('production', { withinMs: hour, notify: ['ops', 'dba', 'ops'] })])).toEqual({
    policyVersion: 'v1',
    rules: [{ rule: 'production', outcome: 'passed' }],
    findings: [],
    requirement: {
      requester: emma.id,
      rules: ['production'],
      approvals: [{ rule: 'production', count: 1, from: ['leads'] }],
      selfApproval: false,
      within: { value: hour, rule: 'production' },
      maxDuration: { value: 8 * hour, rule: 'default' },
      maxTotal: { value: 8 * hour, rule: 'default' },
      reason: [],
      sources: [],
      notify: ['dba', 'ops'],
    },
    approvers: [{ approval: { rule: 'production', count: 1, from: ['leads'] }, people: [adam.id, aisha.id] }],
  })
})

test('asking for nothing is a bug, not an answer', () => {
  expect(() => decide([rule('a')], { targets: [] })).toThrow(/at least one target/)
})

describe('P1 self-approval', () => {
  const generous = rule('generous', { selfApproval: true, approvals: [{ count: 1, from: ['platform'] }] })

  test('P1 one of two matching rules does not allow it: another approver is needed', () => {
    const answer = decide([generous, rule('strict', { approvals: [{ count: 1, from: ['platform'] }] })])
    expect(answer.requirement.selfApproval).toBe(false)
    expect(answer.approvers.map(({ people }) => people)).toEqual(Array(2).fill([eva.id, adam.id, aisha.id]))
  })

  test('P1 a rule that asks for no approvals has to allow it as well', () => {
    expect(decide([generous, rule('silent', { approvals: [] })]).requirement.selfApproval).toBe(false)
  })

  test('P1 all matching rules allow it: the requester is among the approvers', () => {
    const other = rule('elsewhere', { when: { vm: { names: ['db*'] } } })
    const answer = decide([generous, other])
    expect(answer.requirement.selfApproval).toBe(true)
    expect(answer.approvers[0]?.people).toContain(emma.id)
  })
})

describe('P2 nobody can approve', () => {
  test('P2 the requester is the only possible approver', () => {
    expect(findings([rule('a', { approvals: [{ count: 1, from: ['emma'] }] })])).toEqual([
      { kind: 'nobody can approve', rule: 'a', count: 1, from: ['emma'] },
    ])
  })

  test('P2 fewer people than approvals, once the requester is left out', () => {
    const two = [rule('a', { approvals: [{ count: 2, from: ['leads'] }] })]
    expect(findings(two)).toEqual([])
    expect(findings(two, { requester: adam })).toEqual([
      { kind: 'nobody can approve', rule: 'a', count: 2, from: ['leads'] },
    ])
  })

  test.each([[[]], [['empty']]])('P2 approvals from %p: nobody', (from) => {
    expect(findings([rule('a', { approvals: [{ count: 1, from }] })])).toMatchObject([{ kind: 'nobody can approve' }])
  })

  test('P2 the requester counts where every rule lets them', () => {
    expect(findings([rule('a', { selfApproval: true, approvals: [{ count: 1, from: ['emma'] }] })])).toEqual([])
  })
})

test('P3 approvals: none in one matching rule, two approvals in another: two approvals', () => {
  const answer = decide([rule('none', { approvals: [] }), rule('two', { approvals: [{ count: 2, from: ['leads'] }] })])
  expect(answer.findings).toEqual([])
  expect(answer.requirement.approvals).toEqual([{ rule: 'two', count: 2, from: ['leads'] }])
})

describe('P4 not covered', () => {
  const elsewhere = rule('elsewhere', { when: { vm: { names: ['db*'] } } })

  test('P4 no rule matches', () => {
    expect(findings([elsewhere])).toEqual([{ kind: 'not covered', vmName: 'web01' }])
    expect(findings([])).toEqual([{ kind: 'not covered', vmName: 'web01' }])
  })

  test.each([
    ['whose requesters leave the person out', [rule('a', { requesters: ['outsiders'] })]],
    ['for nobody', [rule('a', { requesters: [] })]],
    ['that denies', [rule('a', { deny: 'closed' })]],
    ['that denies, beside one for others', [rule('a', { deny: 'closed' }), rule('b', { requesters: ['outsiders'] })]],
  ])('P4 only a rule %s: the same answer, and no word of that rule', (_, rules) => {
    expect(decide(rules, { durationMs: 100 * hour, reason: '' })).toEqual(
      decide([elsewhere], { durationMs: 100 * hour, reason: '' }),
    )
  })

  test('P4 the name is not given in the capitals of Azure', () => {
    expect(findings([], { targets: [{ vm: vm('SECRET01'), ports: [] }] })).toEqual([
      { kind: 'not covered', vmName: 'secret01' },
    ])
  })

  test('P4 every VM and port has to be covered', () => {
    const ssh = rule('ssh', { when: { ports: [22] } })
    expect(findings([ssh], on('web01', 22, 3389))).toEqual([{ kind: 'not covered', vmName: 'web01', port: 3389 }])
    expect(findings([ssh], on('web01', 22))).toEqual([])
    const web = rule('web', { when: { vm: { names: ['web*'] } } })
    const both = { targets: [...on('web01', 22).targets, ...on('db01', 22).targets] }
    expect(findings([web], both)).toEqual([{ kind: 'not covered', vmName: 'db01' }])
  })

  test('P4 a port for others looks like a port for nobody', () => {
    const ssh = rule('ssh', { when: { ports: [22] } })
    const others = rule('rdp', { when: { ports: [3389] }, requesters: ['outsiders'] })
    expect(decide([ssh, others], on('web01', 22, 3389))).toEqual(decide([ssh], on('web01', 22, 3389)))
  })

  test('a matching rule that leaves the person out is named, if another lets them ask', () => {
    expect(findings([rule('mine'), rule('theirs', { requesters: ['outsiders'] })])).toEqual([
      { kind: 'not a requester', rule: 'theirs' },
    ])
    expect(findings([rule('mine'), rule('nobody', { requesters: [] })])).toEqual([
      { kind: 'not a requester', rule: 'nobody' },
    ])
  })

  test('without ports yet, a VM is covered by rules for all its ports', () => {
    expect(findings([rule('a')], on('web01'))).toEqual([])
    expect(findings([rule('a', { when: { ports: [22] } })], on('web01'))).toEqual([
      { kind: 'not covered', vmName: 'web01' },
    ])
  })

  test('everyone is always a group, of people with an id', () => {
    expect(findings([rule('a', { requesters: ['everyone'] })], { requester: oscar })).toEqual([])
    const nameless = { ...oscar, id: '/' as typeof oscar.id }
    expect(findings([rule('a', { requesters: ['everyone'] })], { requester: nameless })).toMatchObject([
      { kind: 'not covered' },
    ])
  })
})

describe('P5 deny', () => {
  test('P5 beats everything, and its text is shown', () => {
    const answer = decide(
      [rule('mine', { maxDurationMs: hour }), rule('closed', { requesters: [], deny: 'PAM only.' })],
      {
        durationMs: 5 * hour,
        reason: '',
      },
    )
    expect(answer.findings).toEqual([{ kind: 'denied', rule: 'closed', text: 'PAM only.' }])
    expect(answer.rules).toEqual([
      { rule: 'closed', outcome: 'failed' },
      { rule: 'mine', outcome: 'passed' },
    ])
  })

  test('P5 denies only what it matches', () => {
    expect(findings([rule('mine'), rule('closed', { when: { ports: [22] }, deny: 'no ssh' })])).toEqual([])
  })
})

describe('P8 reasons', () => {
  const ticket = { required: true, pattern: String.raw`(INC|CHG)\d{6}`, hint: 'Quote a ticket' }
  const rules = [rule('a', { reason: ticket }), rule('b', { reason: { required: true } })]

  test.each(['', ' \t\n', '\u00a0\u200b\u2060', '\u3164'])('P8 %j is missing', (reason) => {
    expect(findings(rules, { reason })).toEqual([
      { kind: 'reason missing', rule: 'a', hint: 'Quote a ticket' },
      { kind: 'reason missing', rule: 'b' },
    ])
  })

  test('P8 a reason that does not match is refused with the hint', () => {
    expect(findings(rules, { reason: 'because' })).toEqual([
      { kind: 'reason does not match', rule: 'a', hint: 'Quote a ticket' },
    ])
    expect(findings(rules, { reason: 'for CHG000001.' })).toEqual([])
  })

  test('P8 every pattern must match', () => {
    const both = [rule('a', { reason: ticket }), rule('b', { reason: { required: true, pattern: '^please' } })]
    expect(findings(both, { reason: 'INC123456' })).toEqual([{ kind: 'reason does not match', rule: 'b' }])
    expect(findings(both, { reason: 'please, INC123456' })).toEqual([])
  })

  test('a reason that is not required must match if it is given', () => {
    const optional = [rule('a', { reason: { ...ticket, required: false } })]
    expect(findings(optional, { reason: '' })).toEqual([])
    expect(findings(optional, { reason: 'because' })).toMatchObject([{ kind: 'reason does not match' }])
    expect(decide([rule('a', { reason: { required: false } })]).requirement.reason).toEqual([])
  })

  test('more than 500 characters are too long', () => {
    expect(findings(rules, { reason: `INC123456 ${'x'.repeat(491)}` })).toEqual([
      { kind: 'reason too long', length: 501, max: 500 },
    ])
  })

  test('a pattern that breaks denies, as our fault', () => {
    const answer = decide([rule('a', { reason: { required: true, pattern: '(' } })])
    expect(answer.findings).toMatchObject([{ kind: 'rule broke', rule: 'a' }])
    expect(answer.rules).toEqual([{ rule: 'a', outcome: 'broke' }])
  })
})

describe('P9 the time in all, where a window is extended', () => {
  const standing = { standingMs: 2 * hour, durationMs: hour }

  test('bounded by maxTotal, from the first opening; the rule is named', () => {
    const rules = [rule('a', { maxDurationMs: 2 * hour, maxTotalMs: 3 * hour })]
    expect(findings(rules, standing)).toEqual([])
    expect(findings(rules, { ...standing, standingMs: 2 * hour + 1 })).toEqual([
      {
        kind: 'too long in all',
        askedMs: hour,
        standingMs: 2 * hour + 1,
        max: { value: 3 * hour, rule: 'a' },
      },
    ])
  })

  test('where no rule says, no longer than one request may be: nobody gets by extending what they may not ask for', () => {
    expect(findings([rule('a', { maxDurationMs: 2 * hour })], standing)).toMatchObject([
      { kind: 'too long in all', max: { value: 2 * hour, rule: 'a' } },
    ])
  })

  test('the smallest of all matching rules; a second one can not lift it', () => {
    const lifted = [
      rule('strict', { maxDurationMs: 2 * hour, maxTotalMs: 2.5 * hour }),
      rule('generous', { maxDurationMs: 2 * hour, maxTotalMs: 24 * hour }),
    ]
    expect(findings(lifted, standing)).toMatchObject([{ kind: 'too long in all', max: { rule: 'strict' } }])
  })

  test('Defender bounds one call, not what several add up to', () => {
    const target = {
      vm: vm('web01', {}, [portRule(3389, { maxDurationMs: hour })]),
      ports: [{ number: 3389, protocol: 'TCP' as const }],
    }
    expect(findings([rule('a', { maxTotalMs: 8 * hour })], { ...standing, targets: [target] })).toEqual([])
  })
})

describe('P9 maximum durations', () => {
  const rules = [rule('a', { maxDurationMs: 4 * hour }), rule('b', { maxDurationMs: 2 * hour })]

  test('P9 the smaller of two holds, and is named', () => {
    expect(findings(rules, { durationMs: 2 * hour })).toEqual([])
    expect(findings(rules, { durationMs: 2 * hour + 1 })).toEqual([
      { kind: 'too long', askedMs: 2 * hour + 1, max: { value: 2 * hour, rule: 'b' } },
    ])
  })

  test("P9 above Defender's own maximum: names Defender", () => {
    const target = {
      vm: vm('web01', {}, [portRule(3389, { maxDurationMs: hour })]),
      ports: [{ number: 3389, protocol: 'TCP' as const }],
    }
    expect(findings(rules, { targets: [target], durationMs: 3 * hour })).toEqual([
      { kind: 'too long', askedMs: 3 * hour, max: { value: hour, rule: 'Defender' } },
    ])
  })

  test('P9 no rule says: the default of 8 hours, which a second rule cannot lift', () => {
    const lifted = [rule('silent'), rule('generous', { maxDurationMs: 12 * hour })]
    for (const tried of [[rule('silent')], lifted])
      expect(findings(tried, { durationMs: 9 * hour })).toMatchObject([
        { kind: 'too long', max: { value: 8 * hour, rule: 'default' } },
      ])
    expect(findings([rule('generous', { maxDurationMs: 12 * hour })], { durationMs: 12 * hour })).toEqual([])
  })

  test.each([4 * 60_000, 0, -1, Number.NaN])('P9 %p ms is too short', (durationMs) => {
    expect(findings(rules, { durationMs })).toEqual([{ kind: 'too short', askedMs: durationMs, minMs: 300_000 }])
  })

  test('the shortest time to decide holds, 4 hours where no rule says', () => {
    expect(decide([rule('a', { withinMs: 9 * hour })]).requirement.within).toEqual({ value: 9 * hour, rule: 'a' })
    expect(decide([rule('a', { withinMs: 9 * hour }), rule('b')]).requirement.within).toEqual({
      value: 4 * hour,
      rule: 'default',
    })
  })
})

describe('sources', () => {
  const rules = [
    rule('a', { sources: { networks: ['office', 'vpn'] } }),
    rule('b', { sources: { networks: ['office'], narrowest: 28 } }),
    rule('c', { sources: { narrowest: 26 } }),
  ]

  test('must be inside the networks of every rule', () => {
    expect(findings(rules, { source: { prefix: '203.0.113.16/28' } })).toEqual([])
    expect(findings(rules, { source: { prefix: '198.51.100.7/32' } })).toEqual([
      { kind: 'source not allowed', rule: 'b', source: '198.51.100.7/32', allowed: ['office'] },
    ])
  })

  test('must be no wider than the strictest rule allows', () => {
    expect(findings(rules, { source: { prefix: '203.0.113.0/27' } })).toEqual([
      { kind: 'source too wide', rule: 'b', source: '203.0.113.0/27', narrowest: 28 },
    ])
  })

  test('no networks at all: no source', () => {
    expect(findings([rule('a', { sources: { networks: [] } })])).toMatchObject([
      { kind: 'source not allowed', allowed: [] },
    ])
  })

  test('a network that is not there breaks the rule', () => {
    expect(findings([rule('a', { sources: { networks: ['office', 'constructor'] } })])).toMatchObject([
      { kind: 'rule broke', rule: 'a' },
    ])
  })

  test("must be inside Defender's own", () => {
    const guarded = vm('web01', {}, [portRule(3389, { sources: ['198.51.100.0/24'] })])
    const answer = decide([rule('a')], { targets: [{ vm: guarded, ports: [{ number: 3389, protocol: 'TCP' }] }] })
    expect(answer.findings).toMatchObject([{ kind: 'source not allowed', rule: 'Defender', source: '203.0.113.7/32' }])
    expect(answer.requirement.sources).toEqual([{ rule: 'Defender', prefixes: ['198.51.100.0/24'] }])
  })
})

describe('the JIT policy', () => {
  test('a port that it does not have: names those that it has', () => {
    expect(findings([rule('a')], on('web01', 22, 443))).toEqual([
      { kind: 'port not in JIT policy', vmName: 'web01', port: 443, allowed: [22, 3389] },
    ])
  })

  test('a VM that is not configured', () => {
    const bare = vm('app03', { jit: { kind: 'not configured' } })
    expect(findings([rule('a')], { targets: [{ vm: bare, ports: [{ number: 22, protocol: 'TCP' }] }] })).toEqual([
      { kind: 'port not in JIT policy', vmName: 'app03', port: 22, allowed: [] },
    ])
  })
})

describe('P14 a group that cannot be read', () => {
  const made = policy([rule('a'), rule('b', { requesters: ['emma'], approvals: [] })])
  const base = membershipOf(made)

  test('P14 among the requesters: the rule breaks, whether or not another lets the person ask', () => {
    const answer = evaluate(made, ask(), unreadable(base, 'platform'))
    expect(answer.findings).toMatchObject([
      { kind: 'rule broke', rule: 'a', why: { kind: 'unreadable groups', groups: ['platform'] } },
    ])
    expect(answer.rules).toContainEqual({ rule: 'a', outcome: 'broke' })
    expect(evaluate(made, ask({ requester: eva }), unreadable(base, 'platform')).findings).toMatchObject([
      { kind: 'rule broke', rule: 'a' },
    ])
  })

  test('P14 among the approvers: denied, not taken for "nobody can approve"', () => {
    expect(evaluate(made, ask(), unreadable(base, 'leads')).findings).toMatchObject([
      { kind: 'rule broke', rule: 'a', why: { kind: 'unreadable groups', groups: ['leads'] } },
    ])
  })

  test('P14 it does not let anybody read the text of a deny', () => {
    const closed = policy([rule('a'), rule('z', { deny: 'secret' })])
    const answer = evaluate(closed, ask(), unreadable(membershipOf(closed), 'platform'))
    expect(answer.findings).toMatchObject([{ kind: 'rule broke', rule: 'a' }])
  })

  test('P14 a group that is not in the policy at all is unknown, whatever its name', () => {
    const odd = policy([rule('a', { requesters: ['toString'] })])
    expect(evaluate(odd, ask(), membershipOf(odd)).findings).toMatchObject([{ kind: 'rule broke' }])
  })
})

test('what is not told yet is not judged', () => {
  const { at, requester, targets } = ask()
  const made = policy([rule('a', { reason: { required: true }, sources: { networks: [] }, maxDurationMs: hour })])
  expect(evaluate(made, { at, requester, targets }, membershipOf(made)).findings).toEqual([])
})

test('somebody in no group learns nothing', () => {
  const answer = decide([rule('production', { notify: ['ops'] })], { requester: person(99) })
  expect(JSON.stringify(answer)).not.toContain('production')
})
