import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { must } from '../../fixtures.ts'
import { launchBrowser } from '../../web/browser.ts'
import { cards, cardsIn, everyCard } from './every-card.ts'

const renderer = join(
  dirname(createRequire(import.meta.url).resolve('adaptivecards/package.json')),
  'dist/adaptivecards.min.js',
)

/** Teams draws charts; the renderer of old clients says so and takes what stands in for them. */
const chartUnknown = /^Unknown element type "Chart\.\w+"\. Fallback will be used if present\.$/

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await launchBrowser()
  page = await browser.newPage()
  await page.addScriptTag({ path: renderer })
  // As Teams does: a word that is longer than its line is broken, and the title of a button is not.
  await page.addStyleTag({ content: 'body { margin: 0; overflow-wrap: anywhere } button { white-space: nowrap }' })
}, 60_000)
afterAll(() => browser.close())

interface Drawn {
  readonly flaws: string[]
  readonly height: number
  /** Texts that do not fit in their lines. */
  readonly wide: string[]
  /** Titles of buttons that do not fit on them. */
  readonly cut: string[]
  readonly text: string
}

/** Runs in the page: what the official renderer has to say of cards, its parse and validation events, and how much it drew. */
function draw(list: readonly unknown[]): Drawn[] {
  // biome-ignore lint/suspicious/noExplicitAny: a browser's globals, which these tests have no types for
  const { AdaptiveCards, document, innerWidth } = globalThis as any
  return list.map((json) => {
    const shown = new AdaptiveCards.AdaptiveCard()
    // Teams shows six, one beneath the other on a phone; the renderer's own default is five.
    shown.hostConfig = new AdaptiveCards.HostConfig({ actions: { maxActions: 6, actionsOrientation: 'vertical' } })
    const context = new AdaptiveCards.SerializationContext()
    shown.parse(json, context)
    const flaws: string[] = []
    for (let i = 0; i < context.eventCount; i++) flaws.push(context.getEventAt(i).message)
    for (const event of shown.validateProperties().validationEvents ?? []) flaws.push(String(event.message))
    const element = shown.render()
    document.body.replaceChildren(element)
    return {
      flaws,
      height: element.offsetHeight as number,
      wide: [...element.querySelectorAll('div')]
        .filter(
          (each) =>
            each.scrollWidth > each.clientWidth + 1 && !each.closest('button') && !each.querySelector('input, button'),
        )
        .map((each) => each.textContent as string),
      cut: [...element.querySelectorAll('button')]
        .filter((each) =>
          [each, ...each.children].some(
            (part) => part.scrollWidth > part.clientWidth + 1 || part.getBoundingClientRect().right > innerWidth,
          ),
        )
        .map((each) => each.textContent as string),
      text: element.textContent as string,
    }
  })
}

/** All in one call of the page: to cross over to it takes longer than to draw. */
const drawnAll = (list: readonly unknown[]): Promise<Drawn[]> => page.evaluate(draw, list as never)

async function drawn(card: unknown): Promise<Drawn> {
  const [only] = await drawnAll([card])
  return must(only)
}

const english = everyCard(cards)
let all: Drawn[]
beforeAll(async () => {
  all = await drawnAll(english.map(([, { card }]) => card))
}, 60_000)

test.each(english.map(([name], i) => [name, i] as const))('C8 %s passes the official renderer', (_name, i) => {
  const { flaws, height } = must(all[i])
  expect(flaws.filter((flaw) => !chartUnknown.test(flaw))).toEqual([])
  expect(height).toBeGreaterThan(20)
})

test('C8 every card passes the official renderer in German too, and fits on a phone with every button whole', async () => {
  await page.setViewportSize({ width: 320, height: 800 })
  const german = everyCard(cardsIn('de'))
  const flawed: [string, string[]][] = []
  for (const [i, { flaws, wide, cut }] of (await drawnAll(german.map(([, { card }]) => card))).entries()) {
    const found = [
      ...flaws.filter((flaw) => !chartUnknown.test(flaw)),
      ...wide,
      // Machines with endless names on buttons are cut in every language.
      ...cut.filter((title) => !/w{40}/.test(title)),
    ]
    if (found.length > 0) flawed.push([must(german[i])[0], found])
  }
  expect(flawed).toEqual([])
}, 60_000)

test('C8 where charts are unknown, their words are drawn in their place', async () => {
  const week = english.find(([name]) => name === 'digest of a week')?.[1]
  const { flaws, text } = await drawn(week?.card)
  expect(flaws.filter((flaw) => chartUnknown.test(flaw))).toHaveLength(2)
  expect(text).toMatch(/What became of what was asked\s*Approved by people: \d+/)
  expect(text).toMatch(/Windows opened a day\s*Mon 16 Nov: \d+ · Tue 17 Nov: 12/)
})

test('the renderer does complain of a card that is wrong', async () => {
  const wrong = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBox', text: 'x' }] }
  expect((await drawn(wrong)).flaws).not.toEqual([])
})
