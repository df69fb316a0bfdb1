import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { policyJsonSchema, policyKeysTable, policyPaths } from '../../../src/adapters/policy-file/policy-json-schema.ts'
import { policyKeys } from '../../../src/adapters/policy-file/policy-keys.ts'

const file = (name: string) => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8')
const examples = readdirSync(new URL('../../../docs/policies', import.meta.url))
  .filter((name) => !name.includes('.tests.'))
  .map((name) => `docs/policies/${name}`)
const schema = z.fromJSONSchema(policyJsonSchema() as never)
const accepts = (text: string) => schema.safeParse(parse(text)).success

test('docs/policy.schema.json and the table of docs/policy.md are what the code says (`npm run policy` writes them)', () => {
  expect(JSON.parse(file('docs/policy.schema.json'))).toEqual(policyJsonSchema())
  expect(file('docs/policy.md')).toContain(`<!-- keys -->\n${policyKeysTable()}\n<!-- /keys -->`)
})

test('every key of the file is described, and nothing that is no key', () => {
  expect(policyPaths().sort()).toEqual(Object.keys(policyKeys).sort())
  expect(policyPaths().length).toBeGreaterThan(25)
})

test.each(['sandbox/policy.yaml', ...examples])('%s holds by the schema, and names it in its first line', (name) => {
  const { error } = schema.safeParse(parse(file(name)))
  expect(error?.issues).toBeUndefined()
  const [, path = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(file(name)) ?? []
  expect(new URL(path, `file:///${name}`).pathname).toBe('/docs/policy.schema.json')
})

const rule = (more: string) =>
  `version: 1\nrules:\n  - { name: a, when: { vm: { name: 'db*' }, ports: 22 }, requesters: all, ${more} }`

test.each([
  'approvals: none',
  'approvals: [{ count: 1, from: a }]',
  'approvals: none, sources: { narrowest: 24 }',
  'approvals: none, sources: { networks: [a], narrowest: /24 }',
  'deny: x',
])('an editor takes %s', (more) => expect(accepts(rule(more))).toBe(true))

test.each([
  'approvals: some',
  'aprovals: none',
  'approvals: [{ count: 0, from: a }]',
  'sources: { narrowest: 99 }',
  'selfApproval: maybe',
  'when: 3',
])('an editor marks %s', (more) =>
  expect(accepts(rule(more).replace(more.startsWith('when') ? /when: \{.*?\} *, *ports: 22 \}, / : /$^/, ''))).toBe(
    false,
  ),
)

test('an editor marks what is missing at the top', () => {
  expect(accepts('rules: []')).toBe(false)
  expect(accepts('version: 2\nrules: []')).toBe(false)
})
