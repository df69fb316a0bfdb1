import type { Browser, BrowserContextOptions, FrameLocator, Page } from 'playwright-core'
import { cardText, eventually, ids, type Journey, startJourney } from '../../journeys/sandbox.ts'
import { launchBrowser, violations } from '../browser.ts'

/** Each from a machine of its own: this browser is all of them. */
const [emmas, evas] = ['203.0.113.7', '203.0.113.8']

let sandbox: Journey
let browser: Browser
let troubles: string[]
beforeAll(async () => {
  sandbox = await startJourney()
  browser = await launchBrowser()
}, 150_000)
afterAll(async () => {
  await browser?.close()
  await sandbox.stop()
})
beforeEach(() => {
  troubles = []
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})

async function open(as: 'emma' | 'eva', options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  page.on('pageerror', (error) => troubles.push(error.message))
  await page.goto(`${sandbox.program().url}/sandbox/#as=${ids[as]}`)
  await page.locator('#composer').waitFor()
  return page
}

async function type(page: Page, text: string): Promise<void> {
  await page.locator('#composer').fill(text)
  await page.keyboard.press('Enter')
}

/** The page in the dialog, once it shows an address. */
async function dialogOf(page: Page, button: string, beside: string | RegExp = /./): Promise<FrameLocator> {
  const pressed = page.getByRole('button', { name: button, exact: true })
  await page
    .locator('.card')
    .filter({ hasText: beside, has: pressed })
    .last()
    .getByRole('button', { name: button, exact: true })
    .click()
  const frame = page.frameLocator('dialog.task iframe')
  await frame.getByRole('heading', { name: 'You connect from' }).waitFor()
  return frame
}

async function flawsOf(page: Page): Promise<string[]> {
  const frame = page.frames().find((each) => each.url().includes('/address/'))
  if (!frame) throw new Error('no dialog')
  return await violations(frame)
}

test('the main way: the request that lacked an address goes on, in the chat, with the one that was confirmed', async () => {
  const page = await open('eva')
  await type(page, '/jit request dev01 ssh 1h')
  const frame = await dialogOf(page, 'Use my address and request')
  await frame.getByText(evas, { exact: true }).waitFor()
  await frame.getByText('VPN or company proxy').waitFor()
  await frame.getByText('shared with other customers').waitFor()
  await frame.getByRole('button', { name: `Use ${evas}` }).click()
  await page.locator('dialog.task').waitFor({ state: 'detached' })
  await page
    .getByText(/^Open until/)
    .first()
    .waitFor()
  expect((await sandbox.api.reachable('dev01', 22, evas)).reachable).toBe(true)
  const moving = await dialogOf(page, 'My address changed')
  await moving.getByText('You are seen there still').waitFor()
  await moving.getByLabel('The address that I connect from').fill('203.0.113.90')
  await moving.getByRole('button', { name: 'Use what I typed' }).click()
  await page.locator('dialog.task').waitFor({ state: 'detached' })
  await page.getByText('Moved to another address').first().waitFor()
  expect((await sandbox.api.reachable('dev01', 22, '203.0.113.90')).reachable).toBe(true)
  expect((await sandbox.api.reachable('dev01', 22, evas)).reachable).toBe(false)
  expect(troubles).toEqual([])
}, 120_000)

test('by the keyboard alone: another address typed, a wrong one explained at once and by the server, Enter, Esc', async () => {
  const page = await open('emma')
  await type(page, '/jit request web02 rdp')
  const frame = await dialogOf(page, 'Use my address', 'Request access to web02')
  const focus = async () =>
    await frame.locator(':focus').evaluate((found) => found.id || found.textContent || found.tagName)
  expect(await focus()).toBe('You connect from')
  for (const expected of [/really yours/, 'Look again', 'mine']) {
    await page.keyboard.press('Tab')
    expect(await focus()).toEqual(expect.stringMatching(expected))
  }
  await page.keyboard.press('ArrowDown')
  expect(await focus()).toBe('other')
  await page.keyboard.press('Tab')
  expect(await focus()).toBe('typed')
  for (const [typed, says] of [
    ['192.168.1.4', 'not an address of the internet'],
    ['2001:db8::1', 'is IPv6'],
    ['web01', 'not an IPv4 address'],
    ['198.18.0.1', 'range for measuring devices'],
    ['192.0.2.44', 'does not let you in to web02'],
  ] as const) {
    await frame.locator('#typed').fill(typed)
    await page.keyboard.press('Enter')
    await frame.getByRole('alert').filter({ hasText: says }).waitFor()
    expect(await frame.locator('#typed').getAttribute('aria-invalid')).toBe('true')
    expect(await focus()).toBe('typed')
  }
  await frame.locator('#typed').fill('vpn')
  await page.keyboard.press('Enter')
  await page.locator('dialog.task').waitFor({ state: 'detached' })
  await eventually('the form with the network', async () =>
    (await sandbox.read('emma')).find(({ card }) => JSON.stringify(card ?? {}).includes('"value":"vpn"')),
  )
  await dialogOf(page, 'Use my address', 'Request access to web02')
  await page.keyboard.press('Escape')
  await page.locator('dialog.task').waitFor({ state: 'detached' })
  expect(await page.locator('.note').count()).toBe(0)
  expect(await page.locator(':focus').textContent()).toBe('Use my address')
  expect(troubles).toEqual([])
}, 120_000)

test.each([
  ['default', {}],
  ['dark', { colorScheme: 'dark' }],
  ['contrast', { contrast: 'more' }],
] as const)(
  'theme %s: axe finds nothing wrong, also when something is',
  async (theme, options) => {
    const page = await open('emma', options)
    await type(page, '/jit address')
    const frame = await dialogOf(page, 'Use my address', 'You connect from')
    expect(await frame.locator('body').getAttribute('data-theme')).toBe(theme)
    expect(await flawsOf(page)).toEqual([])
    await frame.getByText('Another one').click()
    await frame.getByRole('button', { name: 'Use what I typed' }).click()
    await frame.getByRole('alert').filter({ hasText: 'Type your public IPv4 address' }).waitFor()
    expect(await flawsOf(page)).toEqual([])
  },
  60_000,
)

test('on a phone nothing scrolls sideways, and the buttons can be reached', async () => {
  const page = await open('emma', { viewport: { width: 320, height: 568 } })
  await type(page, '/jit address')
  const frame = await dialogOf(page, 'Use my address', 'You connect from')
  const html = frame.locator('html')
  expect(await html.evaluate((root) => root.scrollWidth <= root.clientWidth)).toBe(true)
  await frame.getByRole('button', { name: `Use ${emmas}` }).click()
  await page.locator('dialog.task').waitFor({ state: 'detached' })
  await sandbox.card('emma', new RegExp(`^You connect from ${emmas}`))
}, 60_000)

test('where the address can not be told, why is said and it is typed', async () => {
  const page = await open('emma')
  // Past the proxy, which then says nothing of the person.
  await page.route('**/sandbox/via/*/api/**', (route) =>
    route.continue({
      url: route
        .request()
        .url()
        .replace(/\/sandbox\/via\/[^/]+/, ''),
    }),
  )
  await type(page, '/jit address')
  await page.locator('.card').filter({ hasText: 'You connect from' }).last().getByText('Use my address').click()
  const frame = page.frameLocator('dialog.task iframe')
  await frame.getByRole('heading', { name: 'Your address can not be used' }).waitFor()
  await frame.getByText('did not arrive with your call').waitFor()
  expect(await flawsOf(page)).toEqual([])
  await frame.getByLabel('Type the address that you connect from').fill('203.0.113.77')
  await frame.getByRole('button', { name: 'Use what I typed' }).click()
  await page.locator('dialog.task').waitFor({ state: 'detached' })
  await sandbox.card('emma', /^You connect from 203\.0\.113\.77/)
}, 60_000)

test('a page that was open for too long says so, and can be closed', async () => {
  const page = await open('emma')
  await type(page, '/jit address')
  const frame = await dialogOf(page, 'Use my address', 'You connect from')
  await sandbox.api.advance(11 * 60)
  await frame.getByRole('button', { name: `Use ${emmas}` }).click()
  await frame.getByRole('alert').filter({ hasText: 'more than ten minutes' }).waitFor()
  await frame.getByRole('button', { name: 'Look again' }).click()
  await frame.getByRole('button', { name: 'Close' }).click()
  await page.locator('dialog.task').waitFor({ state: 'detached' })
}, 60_000)

test('outside Teams it says what to do, and asks the server for nothing', async () => {
  const page = await (await browser.newContext()).newPage()
  const called: string[] = []
  page.on('request', (request) => called.push(new URL(request.url()).pathname))
  await page.goto(`${sandbox.program().url}/address/#${'A'.repeat(43)}`)
  await page.getByText('works inside Microsoft Teams alone').waitFor()
  expect(called.filter((path) => path.includes('/api/'))).toEqual([])
  expect(cardText({ text: await page.title() })).toMatch(/Your address/)
})
