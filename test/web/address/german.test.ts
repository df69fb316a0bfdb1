import type { Browser, BrowserContextOptions, Frame } from 'playwright-core'
import { eventually, ids, type Journey, startJourney } from '../../journeys/sandbox.ts'
import { launchBrowser, violations } from '../browser.ts'
import { cutTexts } from '../tab/cut-texts.ts'

const emmas = '203.0.113.7'

let sandbox: Journey
let browser: Browser
beforeAll(async () => {
  sandbox = await startJourney()
  await sandbox.api.readIn(ids.emma, 'de-DE')
  browser = await launchBrowser()
}, 150_000)
afterAll(async () => {
  await browser?.close()
  await sandbox.stop()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

/** The dialog of `/jit address` in somebody's chat, and what the browser asked for meanwhile. */
async function openDialog(as: 'emma' | 'eva', options: BrowserContextOptions = {}) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })).newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(`${sandbox.program().url}/sandbox/#as=${ids[as]}`)
  await page.locator('#composer').fill('/jit address')
  await page.keyboard.press('Enter')
  await page
    .locator('.card')
    .getByRole('button', { name: /^(Use my address|Meine Adresse verwenden)$/ })
    .last()
    .click()
  const frame = await eventually('the dialog', async () =>
    page.frames().find((each) => each.url().includes('/address/')),
  )
  return { page, frame, asked }
}

async function sound(frame: Frame): Promise<void> {
  const beyond = await frame.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  expect([await violations(frame), beyond, await cutTexts(frame)]).toEqual([[], 0, []])
}

test('on a phone in German: where I connect from, what may be wrong with it, another address, and the answer', async () => {
  const { page, frame } = await openDialog('emma', { viewport: { width: 320, height: 568 } })
  await frame.getByRole('heading', { name: 'Sie verbinden sich von' }).waitFor()
  await frame.getByText('Ist 203.0.113.7 wirklich Ihre Adresse, und nur Ihre?').waitFor()
  expect([await frame.title(), await frame.evaluate('document.documentElement.lang')]).toEqual([
    'Ihre Adresse · JIT Access',
    'de-DE',
  ])
  await sound(frame)
  await frame.getByText('Eine andere', { exact: true }).click()
  await frame.getByRole('button', { name: 'Eingabe verwenden' }).click()
  await frame.getByRole('alert').filter({ hasText: 'Geben Sie Ihre öffentliche IPv4-Adresse ein' }).waitFor()
  await frame.getByLabel('Die Adresse, von der ich mich verbinde').fill('10.1.2.3')
  await page.keyboard.press('Enter')
  await frame.getByRole('alert').filter({ hasText: '10.1.2.3 ist keine Adresse des Internets' }).waitFor()
  await sound(frame)
  await frame.getByText(`${emmas}, wie jetzt gesehen`).click()
  await frame.getByRole('button', { name: `${emmas} verwenden` }).click()
  await page.locator('dialog.task').waitFor({ state: 'detached' })
}, 60_000)

test('too late, in German', async () => {
  const { page, frame } = await openDialog('emma')
  await frame.getByRole('button', { name: `${emmas} verwenden` }).waitFor()
  await sandbox.api.advance(11 * 60)
  await frame.getByRole('button', { name: `${emmas} verwenden` }).click()
  await frame.getByRole('alert').filter({ hasText: 'zehn Minuten' }).waitFor()
  await frame.getByRole('button', { name: 'Erneut prüfen' }).click()
  await sound(frame)
  await frame.getByRole('button', { name: 'Schließen' }).click()
  await page.locator('dialog.task').waitFor({ state: 'detached' })
}, 60_000)

test.each(['en-GB', 'fr-FR'])(
  'with Teams in %s it is English, and no German is loaded',
  async (locale) => {
    await sandbox.api.readIn(ids.eva, locale)
    const { frame, asked } = await openDialog('eva')
    await frame.getByRole('heading', { name: 'You connect from' }).waitFor()
    await frame.getByText('everybody who leaves there is let in too.').waitFor()
    expect([await frame.title(), await frame.evaluate('document.documentElement.lang')]).toEqual([
      'Your address · JIT Access',
      'en-GB',
    ])
    expect(asked.filter((path) => /\/assets\/pages-[\w-]+\.js$/.test(path))).toEqual([])
  },
  60_000,
)
