import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

/** As `npm run build` has made it. */
const folder = resolve('dist/web')

/** Everything that a script loads before it runs, itself included. */
async function scriptsOf(path: string, seen = new Map<string, number>()): Promise<Map<string, number>> {
  if (seen.has(path)) return seen
  const text = await readFile(join(folder, path), 'utf8')
  seen.set(path, gzipSync(text, { level: 9 }).length)
  for (const [, name] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g))
    await scriptsOf(`assets/${name}`, seen)
  return seen
}

test('the first page of the tab is at most 300 KB of JavaScript, compressed', async () => {
  const page = await readFile(join(folder, 'tab/index.html'), 'utf8')
  const scripts = [...page.matchAll(/<script[^>]+src="\/([^"]+\.js)"/g)].map(([, src]) => src ?? '')
  expect(scripts).toHaveLength(1)
  const all = await scriptsOf(scripts[0] ?? '')
  const bytes = [...all.values()].reduce((sum, size) => sum + size, 0)
  expect(all.size).toBeGreaterThan(1)
  expect(bytes).toBeLessThan(300 * 1024)
  // Charts are for one page, which not everybody has.
  const charts = (await readFile(join(folder, scripts[0] ?? ''), 'utf8')).includes('charts-')
  expect([charts, [...all.keys()].some((name) => name.includes('charts'))]).toEqual([expect.any(Boolean), false])
})
