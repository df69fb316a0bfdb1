import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const dist = join(root, 'dist')
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.js') && !name.startsWith('web/'),
)
const read = (name: string) => readFileSync(join(dist, name), 'utf8')

/** What a file imports when it is loaded, or later. */
function imports(text: string): string[] {
  const found = text.matchAll(/^(?:import|export)\b[^;'"]*?["']([^"'\n]+)["'];$|\bimport\(["']([^"'\n]+)["']\)/gm)
  return [...found].map(([, name, later]) => name ?? later ?? '')
}

test('the built programs load from node_modules only packages that are installed where they run', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const named = files.flatMap((name) => imports(read(name)))
  const packages = new Set(named.filter((name) => !/^(\.|node:)/.test(name) && !builtinModules.includes(name)))
  expect([...packages].sort()).toEqual(['graphile-worker', 'pg', 'pino'])
  for (const name of packages) expect(dependencies).toHaveProperty(name)
})

test('stack traces name our source files, from the first line that main loads', () => {
  const program = `process.setSourceMapsEnabled(true)
    const { startReleases } = await import('./dist/releases.js')
    const releases = startReleases((_, error) => console.log(error.stack))
    releases.add('x', () => null.x)
    await releases.all().catch(() => undefined)`
  const stack = execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, encoding: 'utf8' })
  expect(stack).toMatch(/src\/releases\.ts:\d+:\d+/)
  const main = read('main.js')
  expect(main.indexOf('setSourceMapsEnabled')).toBeGreaterThanOrEqual(0)
  expect(main).not.toMatch(/^import /m)
})

test('the licences of all packages that are in the bundle are beside it', () => {
  const text = read('licenses.md')
  for (const name of ['botbuilder', '@azure/identity', 'restify', 'kysely', 'zod'])
    expect(text).toContain(`## ${name} - `)
})
