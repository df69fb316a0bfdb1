import type { Frame } from 'playwright-core'
import { eventually, ids, type Name } from '../../journeys/sandbox.ts'
import { violations } from '../browser.ts'
import { cutTexts } from './cut-texts.ts'
import { type OpenTab, overflows, startTabInTeams, type TabInTeams } from './tab-in-teams.ts'

let teams: TabInTeams
beforeAll(async () => {
  teams = await startTabInTeams()
  for (const name of ['emma', 'adam', 'petra', 'omar'] as const) await teams.sandbox.api.readIn(ids[name], 'de-DE')
}, 120_000)
afterAll(() => teams.stop())
beforeEach(() => {
  teams.troubles.length = 0
})
afterEach(() => teams.closeAll())

const narrow = { viewport: { width: 320, height: 700 } }
const german = (name: Name, options = {}) => teams.open(name, { first: 'Mein Zugriff', ...options })

/** Nothing scrolls sideways, nothing is cut, and axe finds nothing, in the language that the page says it is in. */
async function sound(tab: Frame, lang = 'de-DE'): Promise<void> {
  expect(await tab.evaluate('document.documentElement.lang')).toBe(lang)
  expect([await overflows(tab), await cutTexts(tab), await violations(tab)]).toEqual([0, [], []])
}

async function fill({ tab }: OpenTab, machine: string, port: RegExp, reason: string): Promise<void> {
  await tab.getByRole('button', { name: 'Zugriff anfragen' }).first().click()
  await tab.getByRole('combobox', { name: 'Maschine' }).fill(machine.slice(0, -1))
  await tab.getByRole('option', { name: new RegExp(`^${machine} `) }).click()
  await tab.getByRole('checkbox', { name: port }).check()
  await tab.getByLabel('Von welcher Adresse aus').fill('203.0.113.7')
  await tab.getByLabel('Begründung').fill(reason)
}

test('from the form to the end of the window, in German and on a phone', async () => {
  const emma = await german('emma', narrow)
  await emma.tab.getByRole('heading', { name: 'Jetzt offen' }).waitFor()
  await emma.tab.getByText('Sie haben nichts offen.').waitFor()
  await sound(emma.tab)
  await fill(emma, 'web01', /RDP 3389.*, höchstens \d/, 'INC123456 Updates')
  await emma.tab.getByText(/^Höchstens .*Die Zeit läuft, sobald der Port offen ist\.$/).waitFor()
  await sound(emma.tab)
  await emma.tab.getByRole('button', { name: 'Meine Adresse verwenden' }).click()
  const group = emma.tab.getByRole('group', { name: 'Meine Adresse' })
  await group.getByText('VPN oder Firmenproxy:').waitFor()
  await sound(emma.tab)
  await group.getByRole('button', { name: 'Andere eingeben' }).click()
  await group.getByLabel('Die Adresse, von der ich mich verbinde').fill('fe80::1')
  await emma.page.keyboard.press('Enter')
  await group.getByText('fe80::1 ist IPv6, das Azure hier nicht annimmt.', { exact: false }).waitFor()
  await sound(emma.tab)
  await group.getByRole('button', { name: 'Jetzt nicht' }).click()
  await emma.tab.getByRole('form').getByRole('button', { name: 'Zugriff anfragen' }).click()
  await emma.tab.getByRole('heading', { name: 'Unterwegs (1)' }).waitFor()
  await sound(emma.tab)

  const adam = await german('adam', narrow)
  await adam.tab.getByRole('tab', { name: 'Genehmigungen (1)' }).click()
  await adam.tab.getByRole('button', { name: 'Ablehnen …' }).click()
  await adam.tab.getByLabel('Warum nicht?').waitFor()
  await sound(adam.tab)
  await adam.tab.getByRole('button', { name: 'Zurück' }).click()
  await adam.tab.getByLabel('Für wie lange').selectOption('30 min')
  await sound(adam.tab)
  await adam.tab.getByRole('button', { name: 'Genehmigen', exact: true }).click()
  await adam.tab.getByText('Nichts wartet auf Ihre Entscheidung.').waitFor()

  await emma.tab.getByRole('timer', { name: 'Verbleibende Zeit' }).waitFor({ timeout: 20_000 })
  expect(await emma.tab.getByRole('timer').textContent()).toMatch(/^noch (29 min \d\d s|30 min 00 s)$/)
  await emma.tab.getByText('Mehr', { exact: true }).first().click()
  await emma.tab.getByRole('button', { name: 'Verlängern' }).click()
  await emma.tab.getByText('Um wie viel länger?').first().waitFor()
  await sound(emma.tab)
  await emma.tab.getByRole('button', { name: 'Jetzt nicht' }).click()
  await emma.tab.getByRole('button', { name: 'Jetzt schließen' }).click()
  await emma.tab.getByText('Bestehende Sitzungen bleiben verbunden.').waitFor()
  await sound(emma.tab)
  await emma.tab.getByRole('button', { name: 'Schließen', exact: true }).click()
  await emma.tab.getByRole('button', { name: /^web01.* erneut anfragen$/ }).waitFor({ timeout: 20_000 })
  await sound(emma.tab)
  expect(teams.troubles).toEqual([])
}, 120_000)

test('breaking glass in two steps', async () => {
  const adam = await german('adam', narrow)
  await adam.tab.getByRole('button', { name: 'Zugriff anfragen' }).first().click()
  await adam.tab.getByLabel(/^Notzugriff: Es kann nicht/).check()
  await adam.tab.getByRole('combobox', { name: 'Maschine' }).fill('lab0')
  await adam.tab.getByRole('option', { name: /^lab01 / }).click()
  await adam.tab.getByRole('checkbox', { name: /SSH 22/ }).check()
  await adam.tab.getByLabel('Von welcher Adresse aus').fill('203.0.113.21')
  await adam.tab.getByRole('button', { name: 'Notzugriff …' }).click()
  const glass = adam.tab.getByRole('region', { name: 'Notzugriff' })
  await glass.getByText('Noch ist nichts offen. Wenn Sie bestätigen:').waitFor()
  await glass.getByRole('button', { name: 'Notzugriff: jetzt öffnen' }).waitFor()
  await sound(adam.tab)
}, 60_000)

test('machines, with one of them and its rules', async () => {
  const petra = await german('petra', narrow)
  await petra.turnTo('Maschinen')
  await petra.tab.getByRole('option').first().waitFor()
  await sound(petra.tab)
  await petra.tab.getByRole('tab', { name: /^Nicht eingerichtet \(\d/ }).click()
  await petra.tab.getByRole('option', { name: /^app03/ }).click()
  await petra.tab.getByRole('region', { name: 'Maschine app03' }).getByText('kein Fenster über diesen Bot').waitFor()
  await petra.tab.getByRole('button', { name: 'Just-in-Time-Zugriff einrichten' }).click()
  await petra.tab.getByRole('button', { name: 'Regeln bearbeiten' }).click()
  await petra.tab.getByLabel('Erlaubte Quellen').first().waitFor()
  await sound(petra.tab)
}, 60_000)

test('the policy, and the ledger in numbers and lines', async () => {
  const omar = await german('omar', narrow)
  await omar.turnTo('Richtlinie')
  await omar.tab.getByLabel('Was würden Sie anfragen?').fill('web01 rdp 1h')
  await omar.page.keyboard.press('Enter')
  await omar.tab
    .getByText(/kann (nicht )?angefragt werden/)
    .first()
    .waitFor()
  await sound(omar.tab)
  await omar.turnTo('Protokoll')
  await omar.tab.getByRole('heading', { name: 'Wer angefragt hat' }).waitFor()
  for (const table of await omar.tab.getByText('Als Tabelle').all()) await table.click()
  const day = /^(Mo|Di|Mi|Do|Fr|Sa|So)\., \d+\. \p{L}+\.?$/u
  await omar.tab.getByRole('rowheader', { name: day }).first().waitFor()
  await omar.tab.getByRole('button', { name: 'Protokoll prüfen' }).click()
  await omar.tab
    .getByText(/^Alle [\d.]+ Einträge sind so, wie sie geschrieben wurden\./)
    .first()
    .waitFor()
  await omar.tab.getByRole('tab', { name: 'Alle Einträge' }).click()
  await omar.tab.getByRole('button', { name: 'Als CSV' }).waitFor()
  await sound(omar.tab)
  expect(teams.troubles).toEqual([])
}, 60_000)

test('the page that adds the tab to a channel', async () => {
  const { page } = await german('adam')
  await page.goto('about:blank')
  await page.goto(`${teams.sandbox.program().url}/sandbox/teams.html#as=${ids.adam}&frame=settings`)
  await page.frameLocator('iframe').getByText('Drücken Sie „Speichern“.', { exact: false }).waitFor()
  const frame = page.frames().find((each) => each.url().endsWith('/configure.html'))
  if (!frame) throw new Error('no page of configuration')
  expect(await frame.title()).toBe('JIT Access einem Kanal hinzufügen')
  await sound(frame)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('"suggestedDisplayName":"Zugriff"', { exact: false }).waitFor()
})

describe('only who reads German loads it', () => {
  async function loaded(name: Name, first: string): Promise<{ asked: string[]; locales: Set<string> } & OpenTab> {
    const asked: string[] = []
    const locales = new Set<string>()
    const opened = await teams.open(name, {
      first,
      onRequest(request) {
        asked.push(new URL(request.url()).pathname)
        if (request.url().includes('/api/v1/')) locales.add(request.headers()['accept-language'] ?? '')
      },
    })
    await eventually('a call', async () => locales.size > 0)
    return { ...opened, asked, locales }
  }
  const isGerman = (path: string) => /\/assets\/pages-[\w-]+\.js$/.test(path)

  test('in German', async () => {
    const { asked, locales, tab } = await loaded('emma', 'Mein Zugriff')
    expect(asked.filter(isGerman)).toHaveLength(1)
    expect([...locales]).toEqual(['de-DE'])
    await sound(tab)
  })

  test.each([
    ['en-US', 'en-US'],
    ['fr-FR', 'en-GB'],
    ['zz', 'en-GB'],
  ])('with Teams in %s: English, as in %s', async (locale, lang) => {
    await teams.sandbox.api.readIn(ids.oscar, locale)
    const { asked, locales, tab } = await loaded('oscar', 'My access')
    await tab.getByText('Nothing of yours is open.').waitFor()
    expect(asked.filter(isGerman)).toEqual([])
    expect([...locales]).toEqual([lang])
    await sound(tab, lang)
  })
})

test('outside Teams the page says so in the language of the browser', async () => {
  const { page } = await german('emma', { locale: 'de-AT' })
  await page.goto(`${teams.sandbox.program().url}/tab/`)
  await page.getByText('Diese Seite gehört zur App JIT Access. Öffnen Sie sie in Microsoft Teams.').waitFor()
  expect(await page.evaluate('document.documentElement.lang')).toBe('de-AT')
  expect(await violations(page)).toEqual([])
})
