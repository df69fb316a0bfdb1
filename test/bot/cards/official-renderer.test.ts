import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import bundled from '@sparticuz/chromium'
import { type Browser, chromium, type Page } from 'playwright-core'
import { cards, everyCard } from './every-card.ts'

const renderer = join(
  dirname(createRequire(import.meta.url).resolve('adaptivecards/package.json')),
  'dist/adaptivecards.min.js',
)
const launchArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Teams draws charts; the renderer of old clients says so and takes what stands in for them. */
const chartUnknown = /^Unknown element type "Chart\.\w+"\. Fallback will be used if present\.$/

let browser: Browser
let page: Page
beforeAll(async () => {
  const own = process.platform === 'linux' && process.arch === 'x64'
  browser = await chromium.launch({
    args: launchArgs,
    ...(own ? { executablePath: await bundled.executablePath() } : { channel: 'chrome' }),
  })
  page = await browser.newPage()
  await page.addScriptTag({ path: renderer })
}, 60_000)
afterAll(() => browser.close())

/** What the official renderer has to say of a card: its parse and validation events, and how much it drew. */
async function drawn(card: unknown): Promise<{ flaws: string[]; height: number; text: string }> {
  return await page.evaluate((json) => {
    // biome-ignore lint/suspicious/noExplicitAny: a browser's globals, which these tests have no types for
    const { AdaptiveCards, document } = globalThis as any
    const shown = new AdaptiveCards.AdaptiveCard()
    // Teams shows six; the renderer's own default is five.
    shown.hostConfig = new AdaptiveCards.HostConfig({ actions: { maxActions: 6 } })
    const context = new AdaptiveCards.SerializationContext()
    shown.parse(json, context)
    const flaws: string[] = []
    for (let i = 0; i < context.eventCount; i++) flaws.push(context.getEventAt(i).message)
    for (const event of shown.validateProperties().validationEvents ?? []) flaws.push(String(event.message))
    const element = shown.render()
    document.body.replaceChildren(element)
    return { flaws, height: element.offsetHeight as number, text: element.textContent as string }
  }, card as never)
}

test.each(everyCard(cards))('C8 %s passes the official renderer', async (_name, { card }) => {
  const { flaws, height } = await drawn(card)
  expect(flaws.filter((flaw) => !chartUnknown.test(flaw))).toEqual([])
  expect(height).toBeGreaterThan(20)
})

test('C8 where charts are unknown, their words are drawn in their place', async () => {
  const week = everyCard(cards).find(([name]) => name === 'digest of a week')?.[1]
  const { flaws, text } = await drawn(week?.card)
  expect(flaws.filter((flaw) => chartUnknown.test(flaw))).toHaveLength(2)
  expect(text).toMatch(/What became of what was asked\s*Approved by people: \d+/)
  expect(text).toMatch(/Windows opened a day\s*Mon 16 Nov: \d+ · Tue 17 Nov: 12/)
})

test('the renderer does complain of a card that is wrong', async () => {
  const wrong = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBox', text: 'x' }] }
  expect((await drawn(wrong)).flaws).not.toEqual([])
})
