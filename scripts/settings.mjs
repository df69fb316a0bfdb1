// Writes .env.example and the settings table of README.md from the declarations. Needs a build: `npm run build && node scripts/settings.mjs`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { envExample, settingsTable } from '../dist/settings/settings-table.js'

const at = (name) => new URL(`../${name}`, import.meta.url)

writeFileSync(at('.env.example'), envExample())
if (existsSync(at('README.md'))) {
  const readme = readFileSync(at('README.md'), 'utf8')
  const marked = /<!-- settings -->[\s\S]*?<!-- \/settings -->/
  if (!marked.test(readme)) throw new Error('README.md has no markers <!-- settings --> and <!-- /settings -->')
  writeFileSync(
    at('README.md'),
    readme.replace(marked, () => `<!-- settings -->\n${settingsTable()}\n<!-- /settings -->`),
  )
}
