import { eventually } from '../../journeys/sandbox.ts'
import { violations } from '../browser.ts'
import {
  background,
  type OpenTab,
  overflows,
  startTabInTeams,
  type TabInTeams,
  violationsInThemes,
} from './tab-in-teams.ts'

let teams: TabInTeams
beforeAll(async () => {
  teams = await startTabInTeams()
}, 120_000)
afterAll(() => teams.stop())
beforeEach(() => {
  teams.troubles.length = 0
})
afterEach(() => teams.closeAll())

async function fill({ tab }: OpenTab, machine: string, port: string, reason: string): Promise<void> {
  await tab.getByRole('button', { name: 'Request access' }).first().click()
  await tab.getByRole('combobox', { name: 'Machine' }).fill(machine.slice(0, -1))
  await tab.getByRole('option', { name: new RegExp(`^${machine} `) }).click()
  await tab.getByRole('checkbox', { name: new RegExp(port) }).check()
  await tab.getByLabel('From which address').fill('203.0.113.7')
  await tab.getByLabel('Reason').fill(reason)
}
const send = ({ tab }: OpenTab) => tab.getByRole('form').getByRole('button', { name: 'Request access' }).click()

test('asked in one tab, approved in another, open with a countdown, extended, closed, and asked again', async () => {
  const emma = await teams.open('emma')
  await fill(emma, 'web01', 'RDP 3389', 'patching')
  await send(emma)
  // P8: what was typed is kept, and the hint says what is wanted.
  await emma.tab.getByText('Quote a ticket, such as INC123456.').first().waitFor()
  expect(await emma.tab.getByLabel('Reason').inputValue()).toBe('patching')
  expect(await emma.tab.getByLabel('From which address').inputValue()).toBe('203.0.113.7')
  await emma.tab.getByLabel('Reason').fill('INC123456 patching')
  await send(emma)
  await emma.tab.getByText('Waiting for approval').first().waitFor()

  const adam = await teams.open('adam', { theme: 'dark' })
  await adam.tab.getByRole('tab', { name: 'Approvals (1)' }).click()
  await adam.tab.getByLabel('For how long').selectOption('30 min')
  await adam.tab.getByLabel('Comment').fill('short please')
  await adam.tab.getByRole('button', { name: 'Approve' }).click()
  await adam.tab.getByText('Nothing waits for your decision.').waitFor()

  await emma.tab.getByRole('timer', { name: 'Time left' }).waitFor()
  expect(await emma.tab.getByRole('timer').textContent()).toMatch(/^(29 min \d\d s|30 min 00 s) left$/)
  expect(await emma.tab.locator('code').textContent()).toMatch(/^mstsc \/v:\d/)
  const file = await emma.tab.getByRole('link', { name: /web01\.rdp/ }).getAttribute('href')
  expect((await fetch(file ?? '')).headers.get('content-type')).toBe('application/x-rdp')
  await emma.tab.getByText('More', { exact: true }).first().click()
  expect(await emma.tab.getByText('short please').isVisible()).toBe(true)

  await emma.tab.getByRole('button', { name: 'Close now' }).click()
  await emma.tab.getByRole('button', { name: 'Close it' }).click()
  await emma.tab.getByText('Nothing of yours is open.').waitFor({ timeout: 20_000 })
  await emma.tab.getByRole('button', { name: /^Ask again for web01/ }).click()
  await emma.tab.getByRole('checkbox', { name: /RDP 3389/, checked: true }).waitFor()
  expect(await emma.tab.getByLabel('Reason').inputValue()).toBe('INC123456 patching')
  expect(teams.troubles).toEqual([])
}, 90_000)

test('S1: who comes too late reads who was first, and nothing is decided twice', async () => {
  const emma = await teams.open('emma')
  await fill(emma, 'web02', 'RDP 3389', 'INC123456 logs')
  await send(emma)
  await emma.tab.getByText('Waiting for approval').first().waitFor()
  const [adam, aisha] = [await teams.open('adam'), await teams.open('aisha')]
  await adam.turnTo('Approvals')
  await aisha.turnTo('Approvals')
  await aisha.tab.getByRole('button', { name: 'Deny…' }).click()
  await aisha.tab.getByLabel('Why not?').fill('not during the freeze')
  await adam.tab.getByRole('button', { name: 'Approve' }).click()
  await adam.tab.getByText('Nothing waits for your decision.').waitFor()
  const deny = aisha.tab.getByRole('button', { name: 'Deny', exact: true })
  // Her list may have noticed by itself meanwhile.
  if (await deny.count()) {
    await deny.click().catch(() => undefined)
    await aisha.tab
      .getByText(/approved by Adam Novak|Nothing waits for your decision/)
      .first()
      .waitFor()
  }
  await emma.tab.getByRole('timer', { name: 'Time left' }).waitFor()
}, 60_000)

test('an outsider sees nothing that is not theirs, and the policy says why', async () => {
  const oscar = await teams.open('oscar')
  await oscar.turnTo('Machines')
  await oscar.tab.getByText('None that you may know of.').waitFor()
  await oscar.turnTo('Policy')
  await oscar.tab.getByText('The file itself is for admins and auditors.', { exact: false }).first().waitFor()
  await oscar.tab.getByLabel('What would you ask for?').fill('web01 rdp 1h')
  await oscar.page.keyboard.press('Enter')
  await oscar.tab.getByText('web01 is not covered by any rule').first().waitFor()
  expect(teams.troubles).toEqual([])
})

test('A2: an admin enables a machine with the rules that they saw', async () => {
  const petra = await teams.open('petra')
  await petra.turnTo('Machines')
  await petra.tab.getByRole('tab', { name: /Not configured/ }).click()
  await petra.tab.getByRole('option', { name: /^app03/ }).click()
  await petra.tab.getByRole('button', { name: 'Enable just-in-time access' }).click()
  await petra.tab.getByRole('button', { name: 'Edit the rules' }).click()
  await petra.tab.getByLabel('Port').fill('99999')
  await petra.tab.getByRole('button', { name: 'Look at the change' }).click()
  await petra.tab.getByText('ports go from 1 to 65535').first().waitFor()
  await petra.tab.getByLabel('Port').fill('22')
  await petra.tab.getByLabel('At most').fill('2 h')
  await petra.tab.getByRole('button', { name: 'Look at the change' }).click()
  await petra.tab.getByRole('button', { name: 'Enable', exact: true }).click()
  await petra.tab
    .getByText(/Seen in Azure: SSH 22.*at most 2 h/)
    .first()
    .waitFor({ timeout: 20_000 })
}, 60_000)

test('the list is searched on the server, and only the rows in sight are there', async () => {
  const petra = await teams.open('petra')
  await petra.turnTo('Machines')
  await petra.tab.getByRole('option').first().waitFor()
  expect(await petra.tab.getByRole('option').count()).toBeLessThan(40)
  await petra.tab.getByLabel('Search machines').fill('web')
  await petra.tab.getByRole('tab', { name: 'Configured (2)' }).waitFor()
  await petra.tab.getByLabel('Search machines').fill('tag:')
  await petra.tab.getByText('Behind “tag:” something is missing', { exact: false }).first().waitFor()
})

test('L2: an auditor reads the ledger in numbers and lines, takes it along, and has it verified', async () => {
  const omar = await teams.open('omar')
  await omar.turnTo('Audit')
  await omar.tab.getByRole('heading', { name: 'Who asked' }).waitFor()
  await omar.tab.getByText('As a table').nth(2).click()
  await omar.tab.getByRole('row', { name: /Emma Lindqvist \d/ }).waitFor()
  await omar.tab.getByLabel('Request, machine, person or text').fill('web01')
  await omar.page.keyboard.press('Enter')
  await omar.tab
    .getByText(/^web01 RDP 3389/)
    .first()
    .waitFor()
  const [file] = await Promise.all([
    omar.page.waitForEvent('download'),
    omar.tab.getByRole('button', { name: 'As CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^ledger-.*\.csv$/)
  await omar.tab.getByRole('button', { name: 'Verify the ledger' }).click()
  await omar.tab
    .getByText(/All \d+ entries are as they were written\./)
    .first()
    .waitFor()
  const emma = await teams.open('emma')
  expect(await emma.tab.getByRole('tab', { name: 'Audit' }).count()).toBe(0)
  expect(teams.troubles).toEqual([])
}, 60_000)

test('everything is done with the keyboard alone', async () => {
  const { page, tab } = await teams.open('emma')
  await tab.getByRole('tab', { name: 'My access' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await tab.getByRole('listbox', { name: 'Machines' }).waitFor()
  await tab.getByLabel('Search machines').focus()
  await page.keyboard.type('web02')
  await tab.getByRole('tab', { name: 'Configured (1)' }).waitFor()
  await tab.getByRole('option', { name: /^web02/ }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  const region = tab.getByRole('region', { name: 'Machine web02' })
  await region.waitFor()
  for (let tabs = 0; tabs < 12; tabs++) {
    const on = await tab.evaluate('document.activeElement.textContent')
    if (on === 'Request access') break
    await page.keyboard.press('Shift+Tab')
  }
  await page.keyboard.press('Enter')
  await tab.getByRole('form', { name: 'Request access' }).waitFor()
  await tab.getByRole('checkbox').first().waitFor()
}, 60_000)

describe('every page, in every theme', () => {
  const pages = ['My access', 'Approvals', 'Machines', 'Policy', 'Audit']
  test('no violation that axe can find', async () => {
    const petra = await teams.open('petra')
    for (const name of pages) {
      await petra.turnTo(name)
      await petra.tab.getByRole('heading', { level: 2 }).first().waitFor()
      await petra.tab.getByText('Loading…').first().waitFor({ state: 'detached' })
      expect([name, await violationsInThemes(petra)]).toEqual([name, []])
    }
    await petra.turnTo('My access')
    await petra.tab.getByRole('button', { name: 'Request access' }).first().click()
    await petra.tab.getByRole('form').waitFor()
    expect(await violationsInThemes(petra)).toEqual([])
  }, 60_000)

  test('Teams tells the theme before the tab is there, too', async () => {
    const { tab } = await teams.open('emma', { theme: 'dark' })
    expect(await tab.evaluate(background)).toBe('#292929')
  })

  test('the theme follows Teams while the tab is open', async () => {
    const { page, tab } = await teams.open('emma')
    expect(await tab.evaluate(background)).toBe('#ffffff')
    await page.getByLabel('Theme').selectOption('dark')
    await eventually('the dark theme', async () => (await tab.evaluate(background)) === '#292929')
  })

  test('on a screen of 320 pixels nothing scrolls sideways', async () => {
    const petra = await teams.open('petra', { viewport: { width: 320, height: 700 } })
    for (const name of pages) {
      await petra.turnTo(name)
      await petra.tab.getByRole('heading', { level: 2 }).first().waitFor()
      await petra.tab.getByText('Loading…').first().waitFor({ state: 'detached' })
      expect([name, await overflows(petra.tab)]).toEqual([name, 0])
    }
  })
})

test('the tab is added to a channel with one press, and begins there with what waits', async () => {
  const { page } = await teams.open('adam')
  const url = teams.sandbox.program().url
  await page.goto('about:blank')
  await page.goto(`${url}/sandbox/teams.html#as=a0000000-0000-4000-8000-000000000001&frame=settings`)
  await page.frameLocator('iframe').getByText('Press Save.', { exact: false }).waitFor()
  const frame = page.frames().find((each) => each.url().endsWith('/configure.html'))
  expect(frame && (await violations(frame))).toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(`"contentUrl":"${url}/tab/"`, { exact: false }).waitFor()
  const channel = encodeURIComponent('19:6f70732d617070726f76616c73000000@thread.tacv2')
  await page.goto('about:blank')
  await page.goto(`${url}/sandbox/teams.html#as=a0000000-0000-4000-8000-000000000001&in=${channel}`)
  await page.frameLocator('iframe').getByRole('heading', { name: 'Waiting for you' }).waitFor()
})

test('outside Teams the page says so in a sentence', async () => {
  const { page } = await teams.open('emma')
  await page.goto(`${teams.sandbox.program().url}/tab/`)
  await page.getByText('This page is part of the JIT Access app. Open it in Microsoft Teams.').waitFor()
  expect(await violations(page)).toEqual([])
})

test('the sandbox pages themselves: no violation that axe can find', async () => {
  const { page } = await teams.open('emma')
  expect(await violations(page)).toEqual([])
  await page.goto(`${teams.sandbox.program().url}/sandbox/`)
  await page.locator('.vm').first().waitFor()
  expect(await violations(page)).toEqual([])
})
