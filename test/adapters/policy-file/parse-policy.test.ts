import { parsePolicy } from '../../../src/adapters/policy-file/parse-policy.ts'

const tenant = '7d1c1c1e-0000-4000-8000-000000000001'
const emma = 'e0000000-0000-4000-8000-000000000001'
const adam = 'a0000000-0000-4000-8000-000000000001'

const good = `version: 1
tenant: ${tenant.toUpperCase()}
zone: Europe/Paris
networks:
  office: 203.0.113.0/24
  home: [198.51.100.7]
groups:
  platform: { people: [${emma}, ${emma.toUpperCase()}] }
  leads:
    people: [${adam}, ${tenant.replace('7d', '8d')}/${adam}]
admins: [leads]
rules:
  - name: production
    when:
      vm: { name: 'web*', tags: { env: [prod, live] }, resourceGroup: rg-web, subscription: ${tenant} }
      ports: [22, 3389]
    requesters: [platform]
    approvals:
      - { count: 2, from: [leads] }
    selfApproval: true
    within: 2d
    maxDuration: 1h30m
    reason: { pattern: 'INC\\d+', hint: Quote a ticket }
    sources: { networks: [office], narrowest: /28 }
    notify: ops-approvals
  - name: dev
    when: {}
    requesters: [everyone]
    approvals: none
    sources: { narrowest: 32 }
  - { name: vault, when: { vm: { name: vault01 } }, deny: PAM only }
`

function problems(text: string): string[] {
  const parsed = parsePolicy(text)
  if (parsed.ok) return []
  return parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
}

/** What is told when one piece of the good file is written otherwise: the places and messages, joined. */
function changed(from: string, to: string): string[] {
  expect(good).toContain(from)
  return problems(good.replace(from, to))
}

test('the time in all that extensions may come to is longer than one request may be', () => {
  const parsed = parsePolicy(good.replace('maxDuration: 1h30m', 'maxTotal: 2d'))
  expect(parsed.ok && parsed.policy.rules[0]).toMatchObject({ maxTotalMs: 2 * 86_400_000 })
})

test('a good file is understood as a whole', () => {
  const parsed = parsePolicy(good)
  expect(problems(good)).toEqual([])
  expect(parsed).toEqual({
    ok: true,
    policy: {
      version: expect.stringMatching(/^[0-9a-f]{16}$/),
      zone: 'Europe/Paris',
      networks: { office: ['203.0.113.0/24'], home: ['198.51.100.7/32'] },
      groups: {
        platform: { kind: 'people', people: [`${tenant}/${emma}`] },
        leads: { kind: 'people', people: [`${tenant}/${adam}`, `${tenant.replace('7d', '8d')}/${adam}`] },
      },
      admins: ['leads'],
      auditors: [],
      rules: [
        {
          name: 'production',
          when: {
            vm: {
              names: ['web*'],
              tags: { env: ['prod', 'live'] },
              resourceGroups: ['rg-web'],
              subscriptions: [tenant],
            },
            ports: [22, 3389],
          },
          requesters: ['platform'],
          approvals: [{ count: 2, from: ['leads'] }],
          selfApproval: true,
          withinMs: 2 * 86_400_000,
          maxDurationMs: 5_400_000,
          reason: { required: true, pattern: String.raw`INC\d+`, hint: 'Quote a ticket' },
          sources: { networks: ['office'], narrowest: 28 },
          notify: ['ops-approvals'],
        },
        {
          name: 'dev',
          when: {},
          requesters: ['everyone'],
          approvals: [],
          selfApproval: false,
          sources: { narrowest: 32 },
          notify: [],
        },
        {
          name: 'vault',
          when: { vm: { names: ['vault01'] } },
          requesters: [],
          approvals: [],
          selfApproval: false,
          notify: [],
          deny: 'PAM only',
        },
      ],
    },
  })
})

test('the version is a hash of the text: another text is another version', () => {
  const version = (text: string) => {
    const parsed = parsePolicy(text)
    return parsed.ok ? parsed.policy.version : undefined
  }
  expect(version(good)).toBe(version(good))
  expect(version(`${good}# a comment\n`)).not.toBe(version(good))
})

describe('P10 a malformed file', () => {
  test.each(['', '\n\n', '# only a comment\n', '---\n', 'null', '\ufeff'])('P10 %j is empty', (text) => {
    expect(problems(text)).toEqual([expect.stringMatching(/^1:1 The file is empty/)])
  })

  test.each([
    ['version: [1', /^\d+:\d+ Not valid YAML/],
    ['version: 1\n\trules: []', /^2:\d+ Not valid YAML/],
    ['a: 1\n---\nb: 2', /^2:\d+ Not valid YAML/],
    ['version: 1\nrules: *rules', /^2:8 Not valid YAML: nothing is anchored as "rules"/],
    ['version: !number 1\nrules: []', /^1:10 Not valid YAML/],
    ['['.repeat(200_000), /^1:1 Not readable|^\d+:\d+ Not valid YAML/],
    [`# ${'x'.repeat(1_000_000)}`, /^1:1 The file is larger than 1 MB/],
    ['just a text', /^1:1 The file must be a map/],
    ['- a list', /^1:1 The file must be a map/],
    [
      `a: &a [x]\nb: &b [${'*a,'.repeat(50)}]\nc: &c [${'*b,'.repeat(50)}]\nd: [${'*c,'.repeat(50)}]`,
      /^1:1 Not readable/,
    ],
  ])('P10 %.40j', (text, expected) => {
    expect(problems(text)[0]).toMatch(expected)
  })

  test.each<[string, string, RegExp]>([
    ['zone:', 'zones:', /^3:1 Unknown key "zones"\. Did you mean "zone"\?/],
    [
      'requesters: [platform]',
      'requestors: [platform]',
      /^17:5 Unknown key "requestors"\. Did you mean "requesters"\?/,
    ],
    ['resourceGroup: rg-web', 'group: rg-web', /^15:56 Unknown key "group"\. Known here: name, tags, resourceGroup/],
    ['count: 2', 'counts: 2, count: 2', /^19:11 Unknown key "counts"/],
    ['zone: Europe/Paris', 'zone: Europe/Pariss', /^3:7 .*not a time zone/],
    ['version: 1', 'version: 2', /^1:10 "version" must be 1.*found 2/],
    ['version: 1', 'version: "1"', /^1:10 "version" must be 1/],
    ['203.0.113.0/24', '203.0.113.0/33', /^5:11 "203\.0\.113\.0\/33" is not a network/],
    ['[198.51.100.7]', '[198.51.100.7, everywhere]', /^6:24 "everywhere" is not a network/],
    ['198.51.100.7', '10.0.0.0/8', /^6:10 "10\.0\.0\.0\/8" is not a network/],
    [emma, 'emma@contoso.com', /^8:24 "emma@contoso\.com" is not a person/],
    [emma, '00000000-0000-0000-0000-000000000000', /^8:24 .*not a person/],
    [`tenant: ${tenant.toUpperCase()}`, 'tenant: contoso.com', /^2:9 "contoso\.com" is not an id/],
    [`tenant: ${tenant.toUpperCase()}`, '', /^8:24 .*is of no tenant/],
    ['admins: [leads]', 'admins: [lead]', /^11:10 There is no group "lead"\. Did you mean "leads"\?/],
    ['admins: [leads]', 'admins: [everyone]', /^11:10 "everyone" may ask, but not decide/],
    ['admins: [leads]', 'auditors: [toString]', /^11:12 There is no group "toString"\.$/],
    [
      'requesters: [platform]',
      'requesters: [platform, plattform]',
      /^17:28 There is no group "plattform"\. Did you mean "platform"/,
    ],
    ['from: [leads]', 'from: leed', /^19:27 There is no group "leed"/],
    ['from: [leads]', 'from: [everyone]', /^19:28 "everyone" may ask/],
    ['networks: [office]', 'networks: [ofice]', /^24:27 There is no network "ofice"\. Did you mean "office"\?/],
    ['name: dev', 'name: Production', /^26:11 There is a rule "Production" already, in line 13/],
    ['name: dev', 'name: defender', /^26:11 "defender" would be mistaken/],
    ['name: dev', 'name: ""', /^26:11 .*is not a name/],
    ['name: dev', 'name: 7', /^26:11 "name" must be a text.*found 7/],
    ['- name: dev\n    when', '- when', /^26:5 "name" is missing/],
    ['    when: {}\n', '', /^26:5 "when" is missing/],
    ['    when: {}\n', '    when:\n', /^27:5 "when" must be a map.*found nothing/],
    ['    requesters: [everyone]\n', '', /^26:5 The rule has no "requesters"/],
    ['    approvals: none\n', '', /^26:5 The rule has no "approvals"/],
    ['approvals: none', 'approvals: []', /^29:16 An empty list is ambiguous/],
    ['approvals: none', 'approvals: nobody', /^29:16 "approvals" must be "none" or a list.*found "nobody"/],
    ['count: 2', 'count: 0', /^19:18 At least one approval/],
    ['count: 2', 'count: 1.5', /^19:18 "count" must be a whole number/],
    ['count: 2', 'count: 3', /^19:18 3 approvals are required, but leads has 2 people/],
    [
      'count: 2, from: [leads]',
      'count: 2, from: [platform]',
      /^19:18 2 approvals are required, but platform has one person/,
    ],
    ['selfApproval: true', 'selfApproval: yes', /^20:19 "selfApproval" must be true or false; found "yes"/],
    ['within: 2d', 'within: 40d', /^21:13 .*5 minutes to 30 days/],
    ['maxDuration: 1h30m', 'maxDuration: 25h', /^22:18 .*5 minutes to 24 hours/],
    ['maxDuration: 1h30m', 'maxTotal: 8d', /^22:15 .*5 minutes to 7 days/],
    ['maxDuration: 1h30m', 'maxDuration: 90', /^22:18 "maxDuration" must be a text/],
    ["'INC\\d+'", "'INC('", /^23:24 "INC\(" is not a pattern/],
    ["'INC\\d+'", "'(?=INC)'", /^23:24 .*look-ahead/],
    ['narrowest: /28', 'narrowest: /33', /^24:47 "\/33" is not a prefix length/],
    ['narrowest: 32', 'narrowest: 4', /^30:27 "\/4" is not a prefix length/],
    ["'web*'", "'web[12]'", /^15:19 "web\[12\]" is not a VM name/],
    ["'web*'", '[]', /^15:19 The list is empty/],
    ['[prod, live]', "[prod, 'li*']", /^15:47 "li\*" is taken literally here/],
    [`subscription: ${tenant}`, 'subscription: production', /^15:\d+ "production" is not an id/],
    ['[22, 3389]', '[22, 70000]', /^16:19 A port is from 1 to 65535/],
    ['[22, 3389]', '[ssh]', /^16:15 "ports" must be a port number; found "ssh"/],
    ['deny: PAM only', 'deny: ""', /^31:\d+ There must be a text/],
    ['deny: PAM only', 'deny: true', /^31:\d+ "deny" must be a text/],
    ['deny: PAM only', 'deny: PAM only, approvals: none', /^31:\d+ A rule with "deny" refuses everybody: "approvals"/],
    ['platform: {', 'everyone: {', /^8:3 The group "everyone" always exists/],
    ['home: [', '"": [', /^6:3 "" is not a name/],
    ['home: [', '__proto__: [', /^6:3 "__proto__" is not a name/],
    ['zone: Europe/Paris', 'zone: UTC\nzone: Europe/Paris', /^4:1 This key is here twice/],
    ['rules:', 'rule:', /^12:1 Unknown key "rule"\. Did you mean "rules"\?/],
  ])('P10 %j written as %j', (from, to, expected) => {
    const told = changed(from, to)
    expect(told).toContainEqual(expect.stringMatching(expected))
    for (const problem of told) expect(problem).toMatch(/^\d+:\d+ .*[.?]$/)
  })

  test.each([
    ["hours: { from: '08:00' }", /"to" is missing/],
    ["hours: { from: '8', to: '18:00' }", /"8" is not a time: write hours and minutes/],
    ["hours: { from: '08:00', to: '24:30' }", /"24:30" is not a time/],
    ["hours: { from: '08:00', to: '08:00' }", /begin and end at once/],
    ["hours: { days: [mon-fry], from: '08:00', to: '18:00' }", /"mon-fry" is not a day/],
    ["hours: { days: [], from: '08:00', to: '18:00' }", /never be within these hours/],
    ["hours: { from: '08:00', to: '18:00', zone: Mars/Base }", /"Mars\/Base" is not a time zone/],
    ["hours: { from: '08:00', to: '18:00', outside: { approvals: [] } }", /leave it out to refuse/],
    [
      "hours: { from: '08:00', to: '18:00', outside: { approvals: [{ count: 1, from: [laeds] }] } }",
      /no group "laeds"\. Did you mean "leads"\?/,
    ],
    ['limits: { openPerPerson: 0 }', /"openPerPerson" must be 1 or more; found 0/],
    ['limits: { unattendedPerPersonPerDay: 3 }', /asks for approvals, so that nothing is unattended/],
    ['limits: { then: { approvals: [{ count: 1, from: [leads] }] } }', /which is not here/],
  ])('P10 %j', (to, expected) => {
    expect(changed('selfApproval: true', to)).toEqual([expect.stringMatching(expected)])
  })

  test.each([
    ['os: solaris', /"os" must be windows or linux; found "solaris"/],
    ["location: 'west*'", /wildcards work in vm\.name only/],
  ])('P10 a condition: %j', (to, expected) => {
    expect(changed('resourceGroup: rg-web', to)).toEqual([expect.stringMatching(expected)])
  })

  test.each([
    [`{ entraGroup: leads }`, /"leads" is not an id/],
    [`{ entraGroup: ${emma}, people: [${emma}] }`, /A group is of one kind/],
    ['{ chanel: ops }', /Unknown key "chanel"\. Did you mean "channel"\?/],
  ])('P10 a group: %j', (to, expected) => {
    expect(changed(`{ people: [${emma}, ${emma.toUpperCase()}] }`, to)).toContainEqual(expect.stringMatching(expected))
  })

  test('an Entra group of no tenant is refused', () => {
    expect(problems(`version: 1\ngroups: { leads: { entraGroup: ${emma} } }\nrules: []`)).toEqual([
      expect.stringMatching(/of no tenant: write "tenant:/),
    ])
  })

  test('P10 every problem is told, in the order of the lines', () => {
    const told = problems(`version: 1
zones: Europe/Paris
networks: { office: [nowhere] }
groups:
  leads: { people: [] }
rules:
  - name: a
    when: {}
    requesters: [platform]
    approvals: [{ count: 1, from: [lead] }]
    maxDuration: 3x
    reason: { pattern: '[' }
  - name: a
    when: {}
    requesters: []
    approvals: none
    sources: { networks: [vpn] }
    notify: 7
`)
    expect(told.map((line) => Number(line.split(':')[0]))).toEqual([2, 3, 9, 10, 11, 12, 13, 17, 18])
  })

  test('P10 a problem in what an alias stands for is told where it stands', () => {
    expect(changed('admins: [leads]', 'admins: &x [leads, lead]\nauditors: *x')).toEqual([
      expect.stringMatching(/^11:20 There is no group "lead"/),
      expect.stringMatching(/^11:20 There is no group "lead"/),
    ])
  })

  test('an empty list means nobody, and loads', () => {
    expect(changed('requesters: [platform]', 'requesters: []')).toEqual([])
    expect(changed('from: [leads]', 'from: []')).toEqual([])
    expect(changed('admins: [leads]', 'admins: []')).toEqual([])
    expect(changed('networks: [office]', 'networks: []')).toEqual([])
  })
})

test('hours, limits, defaults, groups that are elsewhere, systems and regions are read', () => {
  const parsed = parsePolicy(`version: 1
tenant: 7D1C1C1E-0000-4000-8000-000000000001
zone: Europe/Paris
groups:
  platform: { entraGroup: 6F1C0000-0000-4000-8000-000000000001 }
  on-call: { channel: ops-approvals }
defaults: { within: 2h, maxDuration: 3h }
rules:
  - name: dev
    when: { vm: { os: linux, location: [West Europe] } }
    requesters: [platform]
    approvals: none
    hours: { days: [mon-wed, sat], from: '8:00', to: '24:00', outside: { approvals: [{ count: 2, from: [on-call] }] } }
    limits: { openPerPerson: 3, unattendedPerPersonPerDay: 5, then: { approvals: [{ count: 1, from: [on-call] }] } }
  - name: night
    when: {}
    requesters: [everyone]
    approvals: none
    hours: { from: '22:00', to: '06:00', zone: UTC }
`)
  expect(parsed).toMatchObject({
    ok: true,
    policy: {
      groups: {
        platform: {
          kind: 'entra',
          tenant: '7d1c1c1e-0000-4000-8000-000000000001',
          id: '6f1c0000-0000-4000-8000-000000000001',
        },
        'on-call': { kind: 'channel', name: 'ops-approvals' },
      },
      defaults: { withinMs: 2 * 3_600_000, maxDurationMs: 3 * 3_600_000 },
      rules: [
        {
          when: { vm: { os: ['linux'], locations: ['West Europe'] } },
          hours: {
            days: [0, 1, 2, 5],
            from: 480,
            to: 1440,
            zone: 'Europe/Paris',
            outside: [{ count: 2, from: ['on-call'] }],
          },
          // biome-ignore lint/suspicious/noThenProperty: nobody awaits it
          limits: { openPerPerson: 3, unattendedPerPersonPerDay: 5, then: [{ count: 1, from: ['on-call'] }] },
        },
        { hours: { days: [0, 1, 2, 3, 4, 5, 6], from: 1320, to: 360, zone: 'UTC' } },
      ],
    },
  })
})
