import { resolve } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Vm } from '../../../src/web/sandbox/wire.ts'
import { launchBrowser, violations } from '../browser.ts'
import { adam, emma, type FakeSandbox, oscar, startFakeSandbox } from './fake-sandbox.ts'

/** As `npm run build` has made it, like the program of the journeys. */
const built = resolve('dist/web')
const chat = 'chat-emma'
const ops = '19:ops@thread.tacv2'
const card = (body: unknown[], actions: unknown[] = []) => ({
  card: { type: 'AdaptiveCard', version: '1.5', body, actions },
})
const execute = (title: string, verb: string, data?: unknown) => ({ type: 'Action.Execute', title, verb, data })
const web01: Vm = {
  id: '/vms/web01',
  name: 'web01',
  subscription: 'Production',
  resourceGroup: 'rg-web',
  location: 'westeurope',
  os: 'Windows',
  jit: 'configured',
  ports: [{ number: 3389, protocol: 'TCP', maxMinutes: 180, open: [] }],
}
const opened: Vm = {
  ...web01,
  ports: web01.ports.map((port) => ({
    ...port,
    open: [{ source: '203.0.113.7', until: '2026-11-21T14:04:00Z', status: 'Initiated' }],
  })),
}

let browser: Browser
let sandbox: FakeSandbox
let troubles: string[]

beforeAll(async () => {
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
})
beforeEach(async () => {
  sandbox = await startFakeSandbox(built)
  sandbox.estate = [web01]
  troubles = []
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  await sandbox.close()
})

async function open(as: { id: string }, conversation = '', options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
  page.on('pageerror', (error) => troubles.push(error.message))
  await page.goto(
    `${sandbox.url}/#${new URLSearchParams({ as: as.id, ...(conversation ? { in: conversation } : {}) })}`,
  )
  await page.locator('.vm').first().waitFor({ state: 'attached' })
  return page
}
const lastPost = (call: string) => sandbox.posted.findLast((posted) => posted.call === call)?.body

test('two windows are two people, and what one says the other sees', async () => {
  const [first, second] = [await open(emma, ops), await open(adam, ops)]
  await first.locator('.chip').first().click()
  await first.keyboard.press('Enter')
  await second.getByText('/jit request web01 rdp 1h INC123456 patching', { exact: true }).first().waitFor()
  expect(lastPost('messages')).toMatchObject({ as: 'emma', conversation: ops })
  expect(await second.locator('.person[aria-current]').textContent()).toContain('Adam Novak')
  expect(troubles).toEqual([])
})

test('the language of the chosen person’s Teams is shown and chosen, for them alone, and axe finds nothing wrong', async () => {
  const page = await open(adam)
  const chooser = page.getByLabel('Their Teams is in')
  const chosen = async (label: string) =>
    await page.locator('#language option:checked', { hasText: label }).waitFor({ state: 'attached' })
  await chosen('Deutsch')
  await page.locator('.person', { hasText: 'Emma' }).click()
  await chosen('English')
  const told = page.waitForResponse((response) => response.url().endsWith('/people/emma'))
  await chooser.selectOption({ label: 'Deutsch' })
  await told
  expect(lastPost('people/emma')).toEqual({ locale: 'de-DE' })
  await page.reload()
  await chosen('Deutsch')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violations(page, '.side')).toEqual([])
  }
  expect(troubles).toEqual([])
})

test('a language that could not be chosen stays as it was, and that is said', async () => {
  const page = await open(oscar)
  await page.route('**/people/oscar', (route) => route.fulfill({ status: 400, json: { error: 'Not today.' } }))
  await page.getByLabel('Their Teams is in').selectOption({ label: 'Deutsch' })
  await page.getByText('The language was not changed. Not today.').waitFor()
  expect(await page.getByLabel('Their Teams is in').inputValue()).toBe('en-GB')
})

test('a conversation with news has a dot until it is opened', async () => {
  const page = await open(emma)
  sandbox.post(ops, { text: 'New here' })
  await page.locator('.conversation .dot').waitFor()
  await page.locator('.conversation', { hasText: 'ops-approvals' }).click()
  await page.locator('.bubble', { hasText: 'New here' }).waitFor()
  await page.locator('.conversation .dot').waitFor({ state: 'detached' })
})

test('a press sends the button and its inputs, and a card in answer is the new view', async () => {
  const page = await open(adam, ops)
  const reason = { type: 'Input.Text', id: 'reason', label: 'Why not?', isRequired: true, errorMessage: 'Say why.' }
  const deny = {
    type: 'Action.ShowCard',
    title: 'Deny',
    card: { type: 'AdaptiveCard', body: [reason], actions: [execute('Deny', 'deny')] },
  }
  sandbox.post(ops, card([{ type: 'TextBlock', text: 'Approval needed' }], [execute('Approve', 'approve'), deny]))
  await page.getByRole('button', { name: 'Deny' }).click()
  await page.getByRole('button', { name: 'Deny' }).last().click()
  await page.getByText('Say why.').waitFor()
  expect(lastPost('actions')).toBeUndefined()
  await page.getByLabel('Why not?').fill('not today')
  const denied = card([{ type: 'TextBlock', text: 'Denied by Adam Novak' }]).card
  sandbox.answer = () => ({ type: 'application/vnd.microsoft.card.adaptive', value: denied })
  await page.getByRole('button', { name: 'Deny' }).last().click()
  await page.getByText('Denied by Adam Novak').waitFor()
  await page.locator('.edited').waitFor()
  expect(await page.locator('.card button, .note').count()).toBe(0)
  expect(lastPost('actions')).toMatchObject({ as: 'adam', action: 'Deny', inputs: { reason: 'not today' } })
})

test('a sentence in answer is a private note, a failure says so', async () => {
  const page = await open(oscar, ops)
  sandbox.post(ops, card([], [execute('Approve', 'approve')]))
  sandbox.answer = () => ({ type: 'application/vnd.microsoft.activity.message', value: 'You are not an approver.' })
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.locator('.note-message', { hasText: 'You are not an approver.' }).getByText('Only you see this').waitFor()
  sandbox.answer = () => {
    throw new Error('broken')
  }
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.locator('.note-error').waitFor()
})

test('what one person alone sees is marked', async () => {
  const page = await open(emma, ops)
  sandbox.post(ops, { ...card([{ type: 'TextBlock', text: 'Yours' }]), onlyYou: true })
  sandbox.post(ops, card([{ type: 'TextBlock', text: 'For all' }]))
  await page.getByText('For all').waitFor()
  expect(await page.getByText('Only you can see this').count()).toBe(1)
})

test('access is asked for with a message: the dialog sends what was entered, goes on with a card and ends with words', async () => {
  const page = await open(emma, ops)
  sandbox.post(ops, { text: 'web01 hangs' }, { id: 'adam', name: 'Adam Novak', bot: false })
  const form = (label: string) => {
    const input = { type: 'Input.Text', id: 'why', label }
    const { card: content } = card([input], [{ type: 'Action.Submit', title: 'Send', data: { verb: 'submit' } }])
    return { task: { type: 'continue', value: { title: 'Request access', card: { content } } } }
  }
  sandbox.dialog = () => form('Reason')
  await page.getByLabel('More to do with this message').click()
  await page.locator('.more').getByRole('button', { name: 'Request access' }).click()
  const dialog = page.getByRole('dialog', { name: 'Request access' })
  await dialog.getByLabel('Reason').fill('it hangs')
  expect(lastPost('extension')).toEqual({ as: emma.id, conversation: ops, message: expect.any(String) })
  sandbox.dialog = () => form('Another reason')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await dialog.getByLabel('Another reason').waitFor()
  expect(lastPost('extension')).toMatchObject({ data: { verb: 'submit', why: 'it hangs' } })
  sandbox.dialog = () => ({ task: { type: 'message', value: 'On its way.' } })
  await dialog.getByRole('button', { name: 'Send' }).click()
  await dialog.getByText('On its way.').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await page.locator('.composer-form').getByRole('button', { name: 'Request access' }).click()
  await dialog.waitFor()
  expect(lastPost('extension')).toEqual({ as: emma.id, conversation: ops })
  expect(troubles).toEqual([])
})

test('a link to a message of Teams opens it in this page', async () => {
  const page = await open(emma)
  sandbox.post(ops, card([{ type: 'TextBlock', text: 'The card' }]))
  const url = `https://teams.microsoft.com/l/message/${encodeURIComponent(ops)}/1001?tenantId=x`
  const open_ = { type: 'Action.OpenUrl', title: 'Open it', url }
  sandbox.post(chat, card([{ type: 'TextBlock', text: `[By text](${url})` }], [open_]))
  await page.getByRole('link', { name: 'Open it' }).click()
  await page.getByText('The card').waitFor()
  expect(page.context().pages()).toHaveLength(1)
  await page.locator('.conversation', { hasText: 'JIT Access' }).click()
  await page.getByRole('link', { name: 'By text' }).click()
  await page.getByText('The card').waitFor()
  expect(page.context().pages()).toHaveLength(1)
})

test('type-ahead searches while typing and submits the value, not the title', async () => {
  const page = await open(emma)
  const vm = {
    type: 'Input.ChoiceSet',
    id: 'vm',
    label: 'VM',
    isRequired: true,
    errorMessage: 'Choose one.',
    choices: [],
  }
  const query = { type: 'Data.Query', dataset: 'vms' }
  sandbox.post(chat, card([{ ...vm, 'choices.data': query }], [execute('Ask', 'ask')]))
  const box = page.getByRole('combobox', { name: 'VM' })
  await box.fill('nothing that was found')
  await box.press('Tab')
  await page.getByRole('button', { name: 'Ask' }).click()
  await page.getByText('Choose one.').waitFor()
  await box.fill('')
  await box.pressSequentially('web')
  await page.getByRole('option', { name: 'web01 (rg-web)' }).waitFor()
  await box.press('ArrowDown')
  await box.press('Enter')
  await page.getByRole('button', { name: 'Ask' }).click()
  await page.locator('.note').waitFor()
  expect(lastPost('search')).toMatchObject({ dataset: 'vms', query: 'web' })
  expect(lastPost('actions')).toMatchObject({ inputs: { vm: '/vms/web01' } })
})

test("people's text is text: no HTML, no mention, no link", async () => {
  const page = await open(emma)
  const hostile = '<img src=x onerror="document.title=1"><at>Adam</at> [x](javascript:alert(1)) **b**'
  sandbox.post(chat, { text: hostile }, { id: 'adam', name: '<b>Adam</b>', bot: false })
  sandbox.post(chat, card([{ type: 'TextBlock', text: hostile, wrap: true }]))
  await page.locator('.card').waitFor()
  expect(await page.locator('.bubble').textContent()).toBe(hostile)
  expect(await page.locator('.messages img, .messages a, .messages at, .author b').count()).toBe(0)
  expect(troubles).toEqual([])
})

test('news keep the place, what is typed in a card, and the focus', async () => {
  const page = await open(emma)
  for (let index = 0; index < 30; index++) sandbox.post(chat, { text: `Line ${index}` })
  const input = { type: 'Input.Text', id: 'why', label: 'Reason' }
  sandbox.post(chat, card([input], [execute('Ask', 'ask')]))
  await page.getByLabel('Reason').fill('half typed')
  const top = () => page.locator('#messages').evaluate((box) => box.scrollTop)
  await page.locator('#messages').evaluate((box) => {
    box.scrollTop = 200
  })
  sandbox.post(chat, { text: 'One more' })
  await page.locator('.to-newest').waitFor()
  expect(await top()).toBe(200)
  expect(await page.getByLabel('Reason').inputValue()).toBe('half typed')
  expect(await page.locator(':focus').evaluate((focused) => focused.tagName)).toBe('INPUT')
  await page.locator('.to-newest').click()
  expect(await top()).toBeGreaterThan(200)
})

test('the estate shows a port open and, when its end is passed by the clock, shut', async () => {
  sandbox.estate = [opened]
  const page = await open(emma)
  await page.getByText('open until 15:04 from 203.0.113.7').waitFor()
  await page.locator('.port').click()
  await page.getByText('No: 203.0.113.7 cannot reach web01:3389').waitFor()
  await page.getByRole('button', { name: 'Fast-forward to the next morning, 09:05' }).click()
  await page.locator('.port.is-shut', { hasText: 'shut' }).waitFor()
  const asked = Number(lastPost('clock')?.['advanceSeconds'])
  expect(asked).toBeGreaterThan(19 * 3600)
  expect(asked).toBeLessThanOrEqual(19 * 3600 + 5 * 60)
})

test('a server that went away is announced, and found again when it is back', async () => {
  const page = await open(emma)
  const port = Number(new URL(sandbox.url).port)
  await sandbox.close()
  await page.getByText('The sandbox does not answer.').waitFor()
  await page.locator('#composer').fill('/jit help')
  await page.keyboard.press('Enter')
  await page.getByText('Not sent.').waitFor()
  expect(await page.locator('#composer').inputValue()).toBe('/jit help')
  sandbox = await startFakeSandbox(built, port)
  sandbox.estate = [web01]
  sandbox.post(chat, { text: 'Back again' })
  await page.locator('.bubble', { hasText: 'Back again' }).waitFor()
  await page.locator('#banner').waitFor({ state: 'hidden' })
})

test('a stream that is refused is tried again, and what was missed is read', async () => {
  const page = await open(emma)
  sandbox.refuseStreams(true)
  await page.locator('#banner').waitFor()
  sandbox.post(chat, { text: 'Said meanwhile' })
  sandbox.refuseStreams(false)
  await page.locator('.bubble', { hasText: 'Said meanwhile' }).waitFor()
  await page.locator('#banner').waitFor({ state: 'hidden' })
})

test('a narrow window shows one pane at a time and never scrolls sideways', async () => {
  const page = await open(emma, '', { viewport: { width: 390, height: 844 } })
  const tab = (name: string) => page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name })
  const visible = async () => [await page.locator('.chat').isVisible(), await page.locator('.azure').isVisible()]
  expect(await visible()).toEqual([true, false])
  await tab('Azure').click()
  expect(await visible()).toEqual([false, true])
  await tab('Channels').click()
  await page.getByPlaceholder('Post in #ops-approvals').waitFor()
  expect(await visible()).toEqual([true, false])
  expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(390)
})

test('the colours follow the system until the person chooses', async () => {
  const page = await open(emma, '', { colorScheme: 'dark' })
  const background = () =>
    page.locator('html').evaluate((html) => html.computedStyleMap().get('background-color')?.toString())
  const dark = await background()
  await page.getByRole('button', { name: 'Use light colours' }).click()
  expect(await background()).not.toBe(dark)
  await page.reload()
  await page.getByRole('button', { name: 'Use dark colours' }).waitFor()
})
