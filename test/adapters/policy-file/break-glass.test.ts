import { parsePolicy } from '../../../src/adapters/policy-file/parse-policy.ts'

const tenant = '7d1c1c1e-0000-4000-8000-000000000001'
const [emma, adam] = ['e0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001']

const file = (breakGlass: string, name = 'production') => `version: 1
tenant: ${tenant}
groups:
  leads: { people: [${adam}, ${emma}] }
  adam: { people: [${adam}] }
  nobody: { people: [] }
  ops: { channel: ops-approvals }
rules:
  - { name: ${name}, when: {}, requesters: [leads], approvals: none }
breakGlass: ${breakGlass}
`
const problems = (breakGlass: string, name?: string) => {
  const parsed = parsePolicy(file(breakGlass, name))
  return parsed.ok ? [] : parsed.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
}

test('who, how long, who signs, how long to wait; an hour and a day where the file does not say', () => {
  const parsed = parsePolicy(file('{ people: [leads], reviewers: [ops], maxDuration: 30m, coolDown: 2h }'))
  expect(parsed).toMatchObject({
    policy: { breakGlass: { people: ['leads'], reviewers: ['ops'], maxDurationMs: 1_800_000, coolDownMs: 7_200_000 } },
  })
  expect(parsePolicy(file('{ people: leads, reviewers: [leads] }'))).toMatchObject({
    policy: { breakGlass: { people: ['leads'], maxDurationMs: 3_600_000, coolDownMs: 86_400_000 } },
  })
  // An empty list means nobody, and nobody has to sign for nobody.
  expect(problems('{ people: [], reviewers: [] }')).toEqual([])
})

test.each([
  ['{ people: [leads] }', /"reviewers" is missing/],
  ['{ reviewers: [leads] }', /"people" is missing/],
  ['{ people: [leads], reviewers: [] }', /^10:\d+ Nobody could sign/],
  ['{ people: [leads], reviewers: [nobody] }', /^10:\d+ Nobody could sign.*nobody in nobody/],
  ['{ people: [leads], reviewers: [adam] }', /may break glass and would be the only one to sign/],
  ['{ people: [lead], reviewers: [leads] }', /There is no group "lead"\. Did you mean "leads"\?/],
  ['{ people: [leads], reviewers: [everyone] }', /"everyone" may ask, but not decide/],
  ['{ people: [everyone], reviewers: [leads] }', /"everyone" may ask, but not decide/],
  ['{ people: [leads], reviewers: [leads], maxDuration: 2m }', /"2m" is not a duration from 5 minutes/],
  ['{ people: [leads], reviewers: [leads], coolDown: 0 }', /"coolDown" must be a text/],
  ['{ people: [leads], reviewers: [leads], cooldown: 1h }', /Unknown key "cooldown"\. Did you mean "coolDown"\?/],
  ['[leads]', /"breakGlass" must be a map/],
])('P10 breakGlass: %s', (breakGlass, expected) => {
  expect(problems(breakGlass)).toContainEqual(expect.stringMatching(expected))
})

test('P10 no rule may bear its name', () => {
  expect(problems('{ people: [leads], reviewers: [leads] }', 'Break-Glass')).toContainEqual(
    expect.stringMatching(/would be mistaken/),
  )
})
