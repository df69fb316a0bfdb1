import type { BrowserContextOptions, Frame, Page, Request } from 'playwright-core'
import { eventually, ids, type Journey, type Name, startJourney } from '../../journeys/sandbox.ts'
import { launchBrowser, violations } from '../browser.ts'

export interface OpenTab {
  readonly page: Page
  /** The tab itself, in its frame. */
  readonly tab: Frame
  turnTo(name: string): Promise<void>
}

export interface TabInTeams {
  readonly sandbox: Journey
  /** What the browser complained of. */
  readonly troubles: string[]
  open(as: Name, options?: HowToOpen): Promise<OpenTab>
  closeAll(): Promise<void>
  stop(): Promise<void>
}

interface HowToOpen extends BrowserContextOptions {
  readonly theme?: string
  /** What the first page is called in the language of the person's Teams. */
  readonly first?: string
  readonly onRequest?: (request: Request) => void
}

/** The started sandbox, and a real browser in which everybody can open the tab. */
export async function startTabInTeams(settings: Readonly<Record<string, string>> = {}): Promise<TabInTeams> {
  const sandbox = await startJourney(settings)
  const browser = await launchBrowser()
  const troubles: string[] = []
  return {
    sandbox,
    troubles,
    async open(as, { theme = 'default', first = 'My access', onRequest, ...options } = {}) {
      const context = await browser.newContext({ viewport: { width: 1200, height: 850 }, ...options })
      const page = await context.newPage()
      page.on('console', (message) => {
        // The sandbox lets teams-js read no list from the internet, and a refusal is what is tested.
        const expected = /res\.cdn\.office\.net|status of 4(09|22|03)/.test(message.text())
        if (message.type() === 'error' && !expected) troubles.push(message.text())
      })
      if (onRequest) page.on('request', onRequest)
      page.on('pageerror', (error) => troubles.push(error.message))
      await page.goto(`${sandbox.program().url}/sandbox/teams.html#as=${ids[as]}&theme=${theme}`)
      await page.frameLocator('iframe').getByRole('tab', { name: first }).waitFor()
      const tab = page.frames().find((frame) => frame.url().endsWith('/tab/'))
      if (!tab) throw new Error('there is no tab in the frame')
      return {
        page,
        tab,
        async turnTo(name) {
          await tab
            .getByRole('tab', { name: new RegExp(`^${name}`) })
            .first()
            .click()
        },
      }
    },
    async closeAll() {
      for (const context of browser.contexts()) await context.close()
    },
    async stop() {
      await browser.close()
      await sandbox.stop()
    },
  }
}

/** The colour behind everything, of the theme that the tab has: for `evaluate`. */
export const background = `getComputedStyle(document.querySelector('.fui-FluentProvider')).getPropertyValue('--colorNeutralBackground1')`

/** The same of the page as it is now in each theme of Teams; it is left in the default one. */
export async function violationsInThemes({ page, tab }: OpenTab): Promise<string[]> {
  const found: string[] = []
  for (const theme of ['dark', 'contrast', 'default']) {
    const before = await tab.evaluate(background)
    await page.getByLabel('Theme').selectOption(theme)
    await eventually(`the theme ${theme}`, async () => (await tab.evaluate(background)) !== before)
    found.push(...(await violations(tab)).map((line) => `${theme}: ${line}`))
  }
  return found
}

/** Whether anything makes the page scroll sideways. */
export async function overflows(frame: Frame): Promise<number> {
  return await frame.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}
