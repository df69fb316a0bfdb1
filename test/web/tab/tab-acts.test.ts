import { eventually } from '../../journeys/sandbox.ts'
import { violations } from '../browser.ts'
import { type OpenTab, overflows, startTabInTeams, type TabInTeams, violationsInThemes } from './tab-in-teams.ts'

let teams: TabInTeams
beforeAll(async () => {
  teams = await startTabInTeams()
}, 120_000)
afterAll(() => teams.stop())
beforeEach(() => {
  teams.troubles.length = 0
})
afterEach(() => teams.closeAll())

const emmas = '203.0.113.7'
const reachable = async (vm: string, from: string, port = 22) =>
  (await teams.sandbox.api.reachable(vm, port, from)).reachable

async function choose({ tab }: OpenTab, machine: string, port: RegExp): Promise<void> {
  await tab.getByRole('button', { name: 'Request access' }).first().click()
  await pick({ tab }, machine, port)
}
async function pick({ tab }: Pick<OpenTab, 'tab'>, machine: string, port: RegExp): Promise<void> {
  await tab.getByRole('combobox', { name: 'Machine' }).fill(machine.slice(0, -1))
  await tab.getByRole('option', { name: new RegExp(`^${machine} `) }).click()
  await tab.getByRole('checkbox', { name: port }).check()
}
const send = ({ tab }: OpenTab) => tab.getByRole('form').getByRole('button', { name: 'Request access' }).click()
const group = ({ tab }: OpenTab) => tab.getByRole('group', { name: 'My address' })

test('T6 the form finds out the address by the keyboard alone, says what may be wrong with it, and opens to it', async () => {
  const emma = await teams.open('emma')
  await choose(emma, 'dev01', /SSH 22/)
  await emma.tab.getByLabel('From which address').focus()
  await emma.page.keyboard.press('Tab')
  await emma.page.keyboard.press('Enter')
  await group(emma).getByText('You connect from').waitFor()
  await group(emma).getByText('VPN or company proxy:').waitFor()
  expect(await emma.tab.locator(':focus').textContent()).toBe(`You connect from ${emmas}`)
  expect(await violations(emma.tab)).toEqual([])
  for (const expected of [/really yours/, 'Look again', `Use ${emmas}`]) {
    await emma.page.keyboard.press('Tab')
    expect(await emma.tab.locator(':focus').textContent()).toEqual(expect.stringMatching(expected))
  }
  await emma.page.keyboard.press('Enter')
  await group(emma).waitFor({ state: 'detached' })
  expect(await emma.tab.locator(':focus').inputValue()).toBe(emmas)
  await send(emma)
  await emma.tab.getByRole('timer', { name: 'Time left' }).waitFor({ timeout: 20_000 })
  expect(await reachable('dev01', emmas)).toBe(true)
  expect(teams.troubles).toEqual([])

  // My address changed: it is said that nothing has, another one is typed, a wrong one explained.
  await emma.tab.getByRole('button', { name: 'My address changed' }).click()
  await group(emma).getByText('You are seen there still').waitFor()
  const typed = group(emma).getByLabel('The address that I connect from')
  for (const [wrong, says] of [
    ['192.168.1.4', 'is not an address of the internet'],
    ['198.18.0.1', 'range for measuring devices'],
  ] as const) {
    await typed.fill(wrong)
    await emma.page.keyboard.press('Enter')
    await group(emma).getByText(says).first().waitFor()
    expect(await typed.inputValue()).toBe(wrong)
  }
  expect(await violations(emma.tab)).toEqual([])
  await typed.fill('203.0.113.90')
  await group(emma).getByRole('button', { name: 'Use what I typed' }).click()
  await emma.tab
    .getByText(/being opened to 203\.0\.113\.90 as request/)
    .first()
    .waitFor()
  await eventually('open to the new address', () => reachable('dev01', '203.0.113.90'))
  await eventually('the old one shut', async () => !(await reachable('dev01', emmas)))
  expect(teams.troubles).toEqual([])
}, 90_000)

test('an address that approvers did not agree to: they are asked when the requester wants it', async () => {
  const emma = await teams.open('emma', { viewport: { width: 320, height: 700 } })
  await choose(emma, 'web01', /RDP 3389/)
  await emma.tab.getByLabel('From which address').fill(emmas)
  await emma.tab.getByLabel('Reason').fill('INC123456')
  await emma.tab.getByRole('button', { name: 'Use my address' }).click()
  await group(emma).getByText('The access policy lets you in to web01 from office').waitFor()
  expect(await overflows(emma.tab)).toBe(0)
  await group(emma).getByRole('button', { name: 'Type another' }).click()
  await group(emma).getByLabel('The address that I connect from').fill('192.0.2.44')
  await emma.page.keyboard.press('Enter')
  await group(emma).getByText('does not let you in to web01 from 192.0.2.44').waitFor()
  await group(emma).getByRole('button', { name: 'Not now' }).click()
  expect(await emma.tab.getByLabel('From which address').inputValue()).toBe(emmas)
  await send(emma)
  const adam = await teams.open('adam')
  await adam.turnTo('Approvals')
  await adam.tab.getByRole('button', { name: 'Approve' }).click()
  await emma.tab
    .getByRole('article')
    .filter({ hasText: 'web01', has: emma.tab.getByRole('timer') })
    .getByRole('button', { name: 'My address changed' })
    .click({ timeout: 20_000 })
  await group(emma).getByLabel('The address that I connect from').fill('203.0.113.91')
  await emma.page.keyboard.press('Enter')
  await group(emma).getByText('Approvers agreed to 203.0.113.7').waitFor()
  expect(await overflows(emma.tab)).toBe(0)
  expect(await violations(emma.tab)).toEqual([])
  await group(emma).getByRole('button', { name: 'Ask the approvers' }).click()
  await emma.tab
    .getByText(/waits for approval\. It stays open to 203\.0\.113\.7 meanwhile/)
    .first()
    .waitFor()
  await emma.tab.getByRole('heading', { name: /^On its way/ }).waitFor()
  expect(await reachable('web01', '203.0.113.91', 3389)).toBe(false)
  expect(teams.troubles).toEqual([])
}, 90_000)

test('L1 who may breaks glass in two steps, of a machine that no rule covers too, and in every theme', async () => {
  const adam = await teams.open('adam')
  await adam.tab.getByRole('button', { name: 'Request access' }).first().click()
  await adam.tab.getByLabel(/^Break glass: it can not wait/).check()
  await pick(adam, 'lab01', /SSH 22/)
  await adam.tab.getByLabel('From which address').fill('203.0.113.21')
  expect(await violationsInThemes(adam)).toEqual([])
  await adam.tab.getByRole('button', { name: 'Break glass…' }).click()
  const glass = adam.tab.getByRole('region', { name: 'Break glass' })
  await glass.getByText('Nothing is open yet').waitFor()
  await glass.getByText('Told at once, with your name and reason').waitFor()
  const now = glass.getByRole('button', { name: 'Break glass and open now' })
  expect(await now.getAttribute('aria-disabled')).toBe('true')
  expect(await violationsInThemes(adam)).toEqual([])
  expect(await reachable('lab01', '203.0.113.21')).toBe(false)
  await glass.getByRole('button', { name: 'Back' }).click()
  expect(await adam.tab.getByLabel('From which address').inputValue()).toBe('203.0.113.21')
  expect(teams.troubles).toEqual([])
}, 60_000)

test('L1 glass is broken, told, and signed for on the page of approvals when it is over', async () => {
  const emma = await teams.open('emma')
  await emma.tab.getByRole('button', { name: 'Request access' }).first().click()
  await emma.tab.getByRole('combobox', { name: 'Machine' }).waitFor()
  expect(await emma.tab.getByLabel(/^Break glass/).count()).toBe(0)

  const aisha = await teams.open('aisha')
  await choose(aisha, 'web02', /RDP 3389/)
  await aisha.tab.getByLabel('From which address').fill('203.0.113.22')
  await aisha.tab.getByLabel('Reason').fill('INC123456 the site is down')
  await send(aisha)
  // From what waits; the reason is carried along.
  await aisha.tab.getByRole('button', { name: 'Break glass…' }).click()
  const glass = aisha.tab.getByRole('region', { name: 'Break glass' })
  await glass.getByText('skipped 1 approval from sre-leads', { exact: false }).waitFor()
  expect(await glass.getByLabel(/^Why can it not wait/).inputValue()).toBe('INC123456 the site is down')
  await glass.getByRole('button', { name: 'Break glass and open now' }).click()
  await aisha.tab.getByRole('timer', { name: 'Time left' }).waitFor({ timeout: 20_000 })
  expect(await reachable('web02', '203.0.113.22', 3389)).toBe(true)
  await teams.sandbox.card('adam', /broke glass, without an approval, on web02/, 'ops-approvals')

  const omar = await teams.open('omar')
  await omar.turnTo('Approvals')
  await omar.tab.getByRole('heading', { name: 'Break-glass that nobody has signed for' }).waitFor()
  expect(await omar.tab.getByRole('button', { name: 'Sign: justified' }).count()).toBe(0)
  await aisha.tab.getByRole('button', { name: 'Close now' }).click()
  await aisha.tab.getByRole('button', { name: 'Close it' }).click()
  await aisha.tab.getByText('Nothing of yours is open.').waitFor({ timeout: 20_000 })
  await omar.page.reload()
  const again = await teams.open('omar')
  await again.tab.getByRole('tab', { name: 'Approvals (1)' }).click()
  await again.tab.getByRole('button', { name: 'Sign: not justified' }).click()
  await again.tab
    .getByText(/a comment is needed/)
    .first()
    .waitFor()
  expect(await violations(again.tab)).toEqual([])
  await again.tab.getByLabel('Comment').fill('seen the incident')
  await again.tab.getByRole('button', { name: 'Sign: justified' }).click()
  await again.tab
    .getByRole('heading', { name: 'Break-glass that nobody has signed for' })
    .waitFor({ state: 'detached' })
  await teams.sandbox.card('aisha', /^Break-glass signed as justified/)
  expect(teams.troubles).toEqual([])
}, 90_000)
