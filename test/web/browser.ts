import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import bundled from '@sparticuz/chromium'
import { type Browser, chromium, type Frame, type Page } from 'playwright-core'

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The bundled Chromium is for Linux on x64; elsewhere an installed Chrome does. */
export async function launchBrowser(): Promise<Browser> {
  const isBundled = process.platform === 'linux' && process.arch === 'x64'
  const which = isBundled ? { executablePath: await bundled.executablePath() } : { channel: 'chrome' }
  return await chromium.launch({ ...which, args })
}

/** Colours on their way from one to another are nobody's; what turns for ever is not waited for. */
const changing = `document.getAnimations()
  .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
  .map(({ finished }) => finished.catch(() => undefined))`

/**
 * What axe finds wrong with a page, or with a part of it, as it is now: one line for each violation. Run from the outside, as the pages' own
 * policy lets no script in but theirs. Fluent's own stops for the Tab key hand the focus on at once.
 */
export async function violations(frame: Frame | Page, part?: string): Promise<string[]> {
  if ((await frame.evaluate('typeof axe')) === 'undefined') await frame.evaluate(axe)
  await frame.evaluate(`Promise.all(${changing}).then(() => undefined)`)
  const where = { ...(part ? { include: [part] } : {}), exclude: ['[data-tabster-dummy]'] }
  const found = (await frame.evaluate(
    `axe.run(${JSON.stringify(where)}, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  )) as { id: string; nodes: { html: string; failureSummary?: string }[] }[]
  return found.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  )
}
