import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderWith, root, run, sandboxPolicy } from './run.ts'

const policyText = readFileSync(sandboxPolicy, 'utf8')
const testsText = readFileSync(join(root, 'sandbox/policy.tests.yaml'), 'utf8')

async function runWith(tests: string, policy = policyText, ...more: string[]) {
  const folder = folderWith({ 'policy.yaml': policy, 'policy.tests.yaml': tests })
  return { folder, ...(await run('policy', 'test', join(folder, 'policy.yaml'), ...more)) }
}

test('the sandbox’s policy says what the tests beside it expect', async () => {
  const { code, out, err } = await run('policy', 'test', sandboxPolicy)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/15 answers, all as expected/)
})

test.each([
  ['a longer maximum', 'maxDuration: 2h\n    maxTotal', 'maxDuration: 3h\n    maxTotal', /longest {2}2 h +3 h/],
  [
    'a requester more',
    'requesters: [platform]',
    'requesters: [platform, auditors]',
    /Petra asks for web01 rdp 1h[\s\S]*gets +refused +1 approval from sre-leads/,
  ],
  [
    'the demand for approval gone',
    'approvals: [{ count: 2, from: [sre-leads] }]',
    'approvals: none',
    /gets +1 approval from sre-leads and 2 approvals from sre-leads +1 approval from sre-leads/,
  ],
  ['another network', 'networks: [office, vpn]', 'networks: [office]', /sources +office, vpn +office/],
  ['the deny gone', "name: 'vault*' } }\n    deny", "name: 'other*' } }\n    deny", /because +PAM only/],
])('%s is shown beside what was expected', async (_, from, to, pattern) => {
  const changed = policyText.replace(from, to)
  expect(changed).not.toBe(policyText)
  const { code, err, out } = await runWith(testsText, changed)
  expect(code).toBe(1)
  expect(err).toMatch(pattern)
  expect(out).toMatch(/15 answers, [1-9]\d* not as expected/)
})

test('each failing line is named by its place, and --json and --junit have the same', async () => {
  const tests = testsText.replace('longest: 2h', 'longest: 4h')
  const folder = folderWith({ 'tests.yaml': tests })
  const at = ['--tests', join(folder, 'tests.yaml')]
  const line = tests.split('\n').findIndex((text) => text.includes('production needs a lead')) + 1
  expect((await run('policy', 'test', sandboxPolicy, ...at)).err).toContain(
    `tests.yaml:${line}:5: production needs a lead`,
  )
  const { out } = await run('policy', 'test', sandboxPolicy, ...at, '--json', '--junit', join(folder, 'out.xml'))
  const failing = JSON.parse(out).results.filter((result: { mismatches: unknown[] }) => result.mismatches.length > 0)
  expect(failing).toMatchObject([{ line, mismatches: [{ part: 'longest', expected: '4 h', found: '2 h' }] }])
  expect(existsSync(join(folder, 'out.xml'))).toBe(true)
  const xml = readFileSync(join(folder, 'out.xml'), 'utf8')
  expect(xml).toMatch(/tests="15" failures="1"/)
  expect(xml).toContain('<failure message="longest: expected 4 h, found 2 h">')
})

const head = 'people: { Emma: e0000000-0000-4000-8000-000000000001 }\nmachines: { web01: { tags: { env: prod } } }\n'

test.each([
  ['', /:1:1: The file is empty/],
  ['tests: [', /Not valid YAML/],
  [`${head}tests: []`, /has no tests/],
  [
    `${head}tests: [{ who: Ema, asks: web01 rdp, gets: refused }]`,
    /:3:16: There is nobody called "Ema" under "people"\. Did you mean "Emma"\?/,
  ],
  [
    `${head}tests: [{ who: Emma, asks: web02 rdp, gets: refused }]`,
    /:3:9: Emma asks for web02 rdp\n +There is no machine "web02" here\. Those that there are: web01/,
  ],
  [`${head}tests: [{ who: Emma, asks: web01 rdp 25h, gets: refused }]`, /25h/],
  [`${head}tests: [{ who: Emma, asks: web01, gets: refused }]`, /Name a port of web01/],
  [`${head}tests: [{ who: Emma, asks: web01 rdp from nowhere, gets: refused }]`, /"nowhere" is not an IPv4 address/],
  [`${head}tests: [{ who: Emma, asks: web01 rdp, gets: fine }]`, /:3:45: "fine" is no outcome/],
  [
    `${head}tests: [{ who: Emma, asks: web01 rdp, gets: 1 approval from sre-lead }]`,
    /:3:45: The access policy has no group "sre-lead"\. Did you mean "sre-leads"\?/,
  ],
  [`${head}tests: [{ who: Emma, asks: web01 rdp, gets: [refused, unattended] }]`, /contradict each other/],
  [
    `${head}tests: [{ who: Emma, asks: web01 rdp, gets: unattended, because: x }]`,
    /"because" says why something is refused/,
  ],
  [`${head}tests: [{ who: Emma, asks: web01 rdp, gets: refused, rules: prod }]`, /no rule "prod"/],
  [
    `${head}tests: [{ who: Emma, asks: web01 rdp, gets: refused, whi: x }]`,
    /:3:54: Unknown key "whi"\. Did you mean "who"\?/,
  ],
  [`${head}tests: [{ asks: web01 rdp, gets: refused }]`, /"who" is missing/],
  ['people: { Emma: emma@contoso.com }', /:1:17: "emma@contoso\.com" is not a person/],
  ['people: { "": e0000000-0000-4000-8000-000000000001 }', /is not a name/],
  ['groups: { nobody: [] }', /no group "nobody"/],
  ['machines: { web 01: {} }', /"web 01" is not the name of a machine/],
  ['machines: { web01: { os: dos } }', /"os" must be windows or linux; found "dos"/],
  ['machines: { web01: { ports: { rpd: 3h } } }', /must be ports such as \[rdp, ssh\]/],
  ['machines: { web01: { ports: 99999999 } }', /A port is from 1 to 65535/],
])('%j is told with its place', async (tests, pattern) => {
  const { code, err } = await runWith(tests)
  expect(code).not.toBe(0)
  expect(err).toMatch(pattern)
  expect(err).not.toMatch(/\n\s+at |undefined|\[object/)
})

test('what is refused against all expectation says why', async () => {
  const { err } = await runWith(
    `${head}groups: { platform: [Emma] }\ntests: [{ who: Emma, asks: web01 rdp 9h, gets: 1 approval from sre-leads }]`,
  )
  expect(err).toMatch(/because +– +9 h is too long/)
})

test('a group kept elsewhere whose members are not listed is named, with what to do', async () => {
  const { err } = await runWith(`${head}tests: [{ who: Emma, asks: web01 rdp, gets: 1 approval from sre-leads }]`)
  expect(err).toMatch(/Who is in platform is not known here: list its members under "groups:" in .*policy\.tests\.yaml/)
})

test('hours are judged by the time of the test, and on a Wednesday at noon where it says none', async () => {
  const policy = policyText.replace(
    'maxDuration: 8h',
    "maxDuration: 8h\n    hours: { days: [mon-fri], from: '08:00', to: '18:00' }",
  )
  const tests = `people: { Emma: e0000000-0000-4000-8000-000000000001 }
groups: { platform: [Emma] }
machines: { dev01: { tags: { env: dev } } }
tests:
  - { who: Emma, asks: dev01 ssh 1h, gets: unattended }
  - { who: Emma, asks: dev01 ssh 1h, at: 2026-11-23 17:59, gets: unattended }
  - { who: Emma, asks: dev01 ssh 1h, at: 2026-11-23 18:00, gets: refused, because: outside hours }
  - { who: Emma, asks: dev01 ssh 1h, at: 2026-11-22 10:00, gets: refused, because: ask again from Mon 23 Nov 08:00 }`
  expect(await runWith(tests, policy)).toMatchObject({ code: 0, err: '' })
  expect((await runWith(tests.replace('17:59', 'noon'), policy)).err).toMatch(/"2026-11-23 noon" is not a time/)
})

test('members of a group that the policy does not list are said in the tests', async () => {
  const tests = `${head.replace('}\n', ', Zoe: 0e000000-0000-4000-8000-000000000009 }\n')}groups: { platform: [Emma], sre-leads: [Zoe] }
tests: [{ who: Emma, asks: web01 rdp, gets: 1 approval from sre-leads, by: Zoe }]`
  expect(await runWith(tests)).toMatchObject({ code: 0, err: '' })
})

test('a policy that does not load is told before any test', async () => {
  expect(await runWith(testsText, 'version: 1\nrules: 3')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/policy\.yaml:2:8: /),
  })
  expect((await run('policy', 'test', sandboxPolicy, '--tests', '/nowhere')).code).toBe(2)
})
