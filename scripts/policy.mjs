// Writes docs/policy.schema.json and the table of keys in docs/policy.md from the code that reads the policy. Needs a build: `npm run policy`.
import { readFileSync, writeFileSync } from 'node:fs'
import { policyJsonSchema, policyKeysTable } from '../dist/adapters/policy-file/policy-json-schema.js'

const at = (name) => new URL(`../docs/${name}`, import.meta.url)

writeFileSync(at('policy.schema.json'), `${JSON.stringify(policyJsonSchema(), undefined, 2)}\n`)
const page = readFileSync(at('policy.md'), 'utf8')
const marked = /<!-- keys -->[\s\S]*?<!-- \/keys -->/
if (!marked.test(page)) throw new Error('docs/policy.md has no markers <!-- keys --> and <!-- /keys -->')
writeFileSync(
  at('policy.md'),
  page.replace(marked, () => `<!-- keys -->\n${policyKeysTable()}\n<!-- /keys -->`),
)
