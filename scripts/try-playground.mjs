// Plays the main job in the pages of two Agents Playgrounds and writes pictures of it: `node scripts/try-playground.mjs [folder]`.
// Not a part of the tests, because npx fetches the Playground.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import bundled from '@sparticuz/chromium'
import { chromium } from 'playwright-core'

const folder = process.argv[2] ?? '.'
mkdirSync(folder, { recursive: true })
const data = mkdtempSync(join(tmpdir(), 'jit-try-playground-'))
const started = []

/** Starts `npm run playground` for somebody; answers the address of its page. */
function playground(as, port) {
  const options = ['--as', as, '--port', '39890', '--playground-port', String(port)]
  const child = spawn(process.execPath, ['dist/cli/playground.js', ...options], {
    env: { ...process.env, DATA_DIR: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(child)
  return new Promise((ready, failed) => {
    let printed = ''
    child.stdout.on('data', (chunk) => {
      printed += chunk
      const found = /: (http:\/\/localhost:\d+)/.exec(printed)?.[1]
      if (found) ready(found)
    })
    child.once('exit', () => failed(new Error(`the playground of ${as} ended:\n${printed}`)))
  })
}

const launchArgs = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update']
const which = process.platform === 'linux' ? { executablePath: await bundled.executablePath() } : { channel: 'chrome' }
const browser = await chromium.launch({ ...which, args: launchArgs })

async function open(as, port) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } })
  await page.goto(await playground(as, port))
  const button = (name) => page.getByRole('button', { name, exact: true }).filter({ visible: true })
  return {
    page,
    button,
    async type(text) {
      await page.locator('[role=textbox][contenteditable=true]').first().click()
      await page.keyboard.type(text)
      await page.keyboard.press('Enter')
    },
    go: (room) => page.getByText(room, { exact: true }).first().dispatchEvent('click'),
    sees: (text) => page.getByText(text).last().waitFor({ timeout: 30_000 }),
    picture: (name) => page.screenshot({ path: join(folder, name) }),
  }
}

try {
  const emma = await open('emma', 39891)
  await emma.type('request web01 rdp 1h from vpn INC123456 patching')
  await emma.sees('Waiting for approval')
  const adam = await open('adam', 39892)
  await adam.go('ops-approvals')
  await adam.sees('You can approve or deny it.')
  await adam.picture('playground-approve.png')
  await adam.button('Approve').first().click()
  await emma.sees('Open until')
  await emma.picture('playground-open.png')

  await emma.type('request web02')
  await emma.sees('Request access to web02')
  await emma.page.locator('input[type=checkbox]').first().click({ force: true })
  await emma.page.locator('textarea').last().fill('INC123457 by form')
  await emma.button('Request access').last().click()
  await emma.sees('INC123457 by form')
  await adam.sees('INC123457 by form')
  await adam.button('Deny…').first().click()
  await adam.page.locator('textarea, input[type=text]').last().fill('not today')
  await adam.button('Deny').last().click()
  await emma.sees('not today')
  await emma.type('status')
  await emma.sees('Open until')
  await emma.type('mine')
  await emma.sees('Your requests, newest first')
  await emma.picture('playground-denied.png')
  process.stdout.write('The main job works in the Playground: by command, by form, approved, denied.\n')
} finally {
  await browser.close()
  for (const child of started.reverse()) child.kill('SIGINT')
  await Promise.all(started.map((child) => child.exitCode ?? new Promise((ended) => child.once('exit', ended))))
  rmSync(data, { recursive: true, force: true })
}
