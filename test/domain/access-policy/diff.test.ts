import fc from 'fast-check'
import { answerFor } from '../../../src/domain/access-policy/diff/answer.ts'
import { comparePolicies } from '../../../src/domain/access-policy/diff/compare.ts'
import { nameFor } from '../../../src/domain/access-policy/diff/name-for.ts'
import { changeText, roleTexts } from '../../../src/domain/access-policy/diff/words.ts'
import { membershipOf } from '../../../src/domain/access-policy/membership.ts'
import type { AccessPolicy, Rule } from '../../../src/domain/access-policy/policy.ts'
import { globMatches } from '../../../src/domain/glob.ts'
import { people, rules, vms } from './generated.ts'
import { adam, aisha, emma, hour, oscar, policy, rule } from './samples.ts'

const names = new Map([emma, adam, aisha, oscar].map(({ id, name }) => [id, name]))

function said(before: AccessPolicy, after: AccessPolicy): string[] {
  const found = comparePolicies(before, after)
  const nameOf = (id: typeof emma.id) => names.get(id)
  return [
    ...found.changes.map((change) => changeText(change, found, nameOf)),
    ...found.roles.flatMap((role) => roleTexts(role, nameOf)),
  ]
}

test('nothing changes from a policy to itself, nor to the same rules in another order', () => {
  fc.assert(
    fc.property(rules, (all) => {
      const found = comparePolicies(policy(all), policy([...all].reverse()))
      expect({ changes: found.changes, roles: found.roles }).toEqual({ changes: [], roles: [] })
    }),
    { numRuns: 60 },
  )
})

test('whatever changes for a person on a machine is told: nothing is left out in silence', () => {
  let changed = 0
  fc.assert(
    fc.property(rules, rules, (some, others) => {
      const [before, after] = [policy(some), policy(others)]
      const { changes } = comparePolicies(before, after)
      for (const machine of vms)
        for (const person of people)
          for (const port of [22, 3389, 8443]) {
            const old = answerFor(before, membershipOf(before), person.id, machine, port, 0)
            const now = answerFor(after, membershipOf(after), person.id, machine, port, 0)
            if (old.outcome === now.outcome) continue
            changed++
            const told = changes.some(
              (change) =>
                change.before === old.outcome &&
                change.after === now.outcome &&
                change.people.some((kind) => kind.people.includes(person.id)),
            )
            expect(told).toBe(true)
          }
    }),
    { numRuns: 60 },
  )
  expect(changed).toBeGreaterThan(100)
})

test('a machine of another name is compared where it differs from the first that meets the same rules', () => {
  const both = rule('grant', {
    when: { vm: { names: ['web*', 'db*'], resourceGroups: ['rg-data'] } },
    requesters: ['platform'],
    approvals: [],
  })
  const web = rule('web', { when: { vm: { names: ['w*'], tags: { env: ['dev'] } } }, requesters: ['platform'] })
  const dev = rule('dev', {
    when: { vm: { tags: { env: ['dev'] }, resourceGroups: ['rg-data'] } },
    requesters: ['platform'],
  })
  const all = rule('all', { requesters: ['platform'], approvals: [] })
  const { changes } = comparePolicies(policy([both, web]), policy([dev, all]))
  expect(changes.map(({ before, after }) => `${before} → ${after}`)).toContain('unattended → 1 approval from leads')
})

test('a name is found that every glob matches, where there is one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 6 }), {
        minLength: 1,
        maxLength: 3,
      }),
      (globs) => {
        const name = nameFor(globs)
        const all = ['a', 'b', 'aa', 'ab', 'ba', 'bb', 'aaa', 'aba', 'bab', 'abab']
        if (name === undefined) expect(all.filter((text) => globs.every((glob) => globMatches(glob, text)))).toEqual([])
        else expect(globs.filter((glob) => !globMatches(glob, name))).toEqual([])
      },
    ),
  )
})

const prod = { vm: { tags: { env: ['prod'] } } }
const one = policy([rule('prod', { when: prod, maxDurationMs: 2 * hour })])

test.each<[string, AccessPolicy, RegExp]>([
  [
    'approval is dropped',
    policy([rule('prod', { when: prod, maxDurationMs: 2 * hour, approvals: [] })]),
    /^\+ 4 people \(.*Adam.*Emma.*\) may open machines tagged env=prod without approval \(before: 1 approval from leads\)$/,
  ],
  [
    'people are added',
    policy(one.rules, {
      groups: { ...one.groups, platform: { kind: 'people', people: [emma.id, adam.id, aisha.id, oscar.id] } },
    }),
    /^\+ 1 more person \(Oscar\) may ask for machines tagged env=prod, with 1 approval from leads \(before: refused\)$/,
  ],
  [
    'everybody may ask',
    policy([rule('prod', { when: prod, maxDurationMs: 2 * hour, requesters: ['everyone'] })]),
    /^\+ 1 more person \(Oscar\) and everybody else may ask for/,
  ],
  ['the rule is gone', policy([]), /^- Nobody may ask for machines tagged env=prod any more; 4 people .* could/],
  [
    'a port is named',
    policy([rule('prod', { when: { ...prod, ports: [22] }, maxDurationMs: 2 * hour })]),
    /^- Nobody may ask for rdp \(3389\) and every other port of machines tagged env=prod any more/,
  ],
  [
    'two approvals',
    policy([rule('prod', { when: prod, maxDurationMs: 2 * hour, approvals: [{ count: 2, from: ['platform'] }] })]),
    /need 2 approvals from platform for machines tagged env=prod \(before: 1 approval from leads\)/,
  ],
  [
    'a longer maximum',
    policy([rule('prod', { when: prod, maxDurationMs: 4 * hour })]),
    /^\+ 4 people .* may have machines tagged env=prod for at most 4 h \(before: 2 h\)$/,
  ],
  [
    'a longer time in all',
    policy([rule('prod', { when: prod, maxDurationMs: 2 * hour, maxTotalMs: 6 * hour })]),
    /^\+ 4 people .* may extend machines tagged env=prod to at most 6 h in all \(before: 2 h\)$/,
  ],
  [
    'a source',
    policy([rule('prod', { when: prod, maxDurationMs: 2 * hour, sources: { networks: ['vpn'] } })]),
    /^- 4 people .* from vpn \(before: any address\)$/,
  ],
  [
    'self-approval',
    policy([rule('prod', { when: prod, maxDurationMs: 2 * hour, selfApproval: true })]),
    /^\+ The own approval of .* counts/,
  ],
  [
    'a reason',
    policy([rule('prod', { when: prod, maxDurationMs: 2 * hour, reason: { required: true, hint: 'why' } })]),
    /^- The reason of .* is required, why \(before: optional\)$/,
  ],
  [
    'a channel',
    policy([rule('prod', { when: prod, maxDurationMs: 2 * hour, notify: ['dba'] })]),
    /^~ What .* is shown in dba/,
  ],
  ['an admin', policy(one.rules, { admins: ['outsiders'] }), /^\+ 1 more person \(Oscar\) may administer the bot$/],
  [
    'a deny',
    policy([...one.rules, rule('no', { when: { vm: { names: ['db*'] } }, deny: 'Closed.' })]),
    /^- Nobody may ask for machines tagged env=prod named db\* any more; .*Closed\./,
  ],
])('%s: said for people', (_, after, pattern) => {
  const lines = said(one, after)
  expect(lines.filter((line) => pattern.test(line))).toHaveLength(1)
})

test('machines of which it is not so are taken out of the sentence', () => {
  const vault = rule('vault', { when: { vm: { names: ['vault*'] } }, deny: 'no' })
  const before = policy([rule('prod', { when: prod }), vault])
  const after = policy([rule('prod', { when: prod, approvals: [] }), vault])
  expect(said(before, after)[0]).toMatch(/machines tagged env=prod \(but not named vault\*\) without approval/)
})

test('a group whose members are not known is compared as such, and said', () => {
  const groups = {
    ...one.groups,
    platform: { kind: 'entra', tenant: 't', id: 'g' },
  } as unknown as AccessPolicy['groups']
  const before = policy(one.rules, { groups })
  const after = policy([rule('prod', { when: prod, maxDurationMs: 2 * hour, approvals: [] })], { groups })
  const found = comparePolicies(before, after)
  expect(found.notCompared.join()).toMatch(/Who is in platform is not known here/)
  expect(changeText(found.changes.find(({ aspect }) => aspect === 'access') as never, found, () => undefined)).toMatch(
    /^\+ whoever is in platform alone may open machines tagged env=prod without approval/,
  )
})

const office = { days: [0, 1, 2, 3, 4], from: 8 * 60, to: 18 * 60, zone: 'Europe/Paris' }
const inHours = (hours: Rule['hours']) =>
  policy([rule('prod', { when: prod, maxDurationMs: 2 * hour, ...(hours ? { hours } : {}) })])

test('hours: what changes at some times is told with the times', () => {
  const lines = said(one, inHours(office))
  expect(lines).toEqual([
    expect.stringMatching(
      /^- outside 08:00 to 18:00 on Mon to Fri \(Europe\/Paris\): Nobody may ask for machines tagged env=prod any more/,
    ),
  ])
  expect(said(inHours(office), inHours({ ...office, to: 19 * 60 }))[0]).toMatch(
    /^\+ within 08:00 to 19:00 on Mon to Fri \(Europe\/Paris\), outside 08:00 to 18:00 .*: 4 more people .* may ask for/,
  )
  expect(said(inHours(office), inHours({ ...office, outside: [{ count: 1, from: ['seconds'] }] }))).toEqual([
    expect.stringMatching(/^\+ outside .* may ask for .* with 1 approval from leads and 1 approval from seconds/),
    expect.stringMatching(/may approve requests/),
  ])
})

test('systems: a rule for one says nothing of the other', () => {
  const windows = policy([rule('prod', { when: { vm: { os: ['windows'] } } })])
  const open = policy([rule('prod', { when: { vm: { os: ['windows'] } }, approvals: [] })])
  expect(said(windows, open)[0]).toMatch(/may open machines running windows without approval/)
})

test('break-glass: who may, who signs, and its bounds', () => {
  const bounds = { maxDurationMs: hour, coolDownMs: 24 * hour }
  const before = policy(one.rules, { breakGlass: { people: ['emma'], reviewers: ['leads'], ...bounds } })
  const after = policy(one.rules, {
    breakGlass: { people: ['outsiders'], reviewers: ['leads', 'emma'], ...bounds, maxDurationMs: 4 * hour },
  })
  expect(said(before, after)).toEqual([
    '+ 1 more person (Oscar) may break glass',
    '- 1 person (Emma) may not break glass any more',
    '+ 1 more person (Emma) may sign for uses of break-glass',
  ])
  expect(comparePolicies(before, after).changedBesides).toEqual(['Break-glass opens for at most 4 h (before: 1 h).'])
})

test('limits are told where they change, as they are not compared person by person', () => {
  const limited = policy([rule('prod', { when: prod, maxDurationMs: 2 * hour, limits: { openPerPerson: 1 } })])
  expect(comparePolicies(one, limited).changedBesides).toEqual([
    expect.stringMatching(/"limits" of the rule "prod" changes/),
  ])
})

test('a part of a rule that is not understood here is told where it changes', () => {
  const later = { ...rule('prod', { when: prod, maxDurationMs: 2 * hour }), weather: 'fine' }
  expect(comparePolicies(one, policy([later])).changedBesides).toEqual([
    expect.stringMatching(/"weather" of the rule "prod" changes/),
  ])
})
