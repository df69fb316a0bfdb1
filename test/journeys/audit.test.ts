import { buttonsOf, cardText, eventually, type Journey, type Name, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney({ LOG_LEVEL: 'debug' })
}, 150_000)
afterAll(() => sandbox.stop())

async function opened(as: 'emma' | 'eva', vm: string, ports = 'rdp') {
  const status = await sandbox.ask(as, `/jit request ${vm} ${ports} 30m from 203.0.113.7 INC123456 audit`)
  const id = requestIdOf(status)
  const card = await sandbox.card('adam', new RegExp(`Request\\n${id}`), 'ops-approvals')
  await sandbox.press('adam', card.id, 'Approve')
  await sandbox.becomes(as, status.id, /Open until/)
  return { id, status }
}
const audit = async (text: string, says = /^Ledger/, as: Name = 'omar') =>
  await sandbox.type(as, `/jit audit ${text}`, undefined, says)
const urlsOf = (card: unknown) => [...JSON.stringify(card).matchAll(/https?:\/\/127[^"\\)]+/g)].map(([url]) => url)
const linkOf = (card: unknown) => urlsOf(card)[0] ?? 'no link'

test('a request is a row: who asked, who approved, what Azure did, how it ended; opened, it is a story with Azure’s events', async () => {
  const { id, status } = await opened('emma', 'web01')
  await sandbox.api.advance(5)
  expect(cardText((await audit('7d')).card)).toMatch(
    new RegExp(
      `web01 RDP 3389 · 30 min\\nopen\\n${id} · asked by Emma Lindqvist [^\\n]*approved by Adam Novak · open [^\\n]*until[^\\n]*Azure: started, accepted, succeeded`,
    ),
  )
  await sandbox.api.advance(31 * 60)
  await sandbox.becomes('emma', status.id, /^Closed/)
  expect(cardText((await audit('24h web01')).card)).toMatch(new RegExp(`closed\\n${id}[^\\n]*seen shut`))
  const story = cardText((await audit(id, /^Ledger of request/)).card)
  expect(story).toMatch(
    new RegExp(
      `Azure: initiate default, web01: started, accepted, succeeded[\\s\\S]*the bot \\([^)]*\\) for Emma Lindqvist, who told Azure “[^”]*${id}[^”]*requested by Emma Lindqvist[^”]*approved by Adam Novak`,
    ),
  )
  expect(story).toMatch(/Azure: wrote the security group nsg-web: succeeded\nAzure\n[^\n]*Defender for Cloud/)
  expect(story).toMatch(
    /Seen shut[\s\S]*Seen open[\s\S]*Azure asked to open[\s\S]*Approval given[\s\S]*Asked for web01/,
  )
}, 150_000)

test('Azure that cannot be read, or has not told yet, is said, and the ledger is shown', async () => {
  await sandbox.api.azure({ activityLogDelayMs: 60_000 })
  const { id } = await opened('eva', 'web02')
  expect(cardText((await audit(id)).card)).toMatch(/Azure tells of what it did some minutes later/)
  await sandbox.api.azure({ activityLogDelayMs: 3_000 })
  await sandbox.api.azure({ roles: ['Microsoft.Security/*', 'Microsoft.Compute/*', 'Microsoft.ResourceGraph/*'] })
  await sandbox.api.advance(5)
  const blind = cardText((await audit(id)).card)
  expect(blind).toMatch(/activity log cannot be read[\s\S]*Microsoft\.Insights\/eventtypes\/values\/read/)
  expect(blind).toMatch(/Asked for web02/)
  await sandbox.api.azure({ roles: ['*'] })
  await sandbox.type('eva', `/jit close ${id}`)
}, 150_000)

test('a person, a machine, a name that means several, a period that is none', async () => {
  const emma = cardText((await audit('7d emma')).card)
  expect(emma).toMatch(/^Ledger, last 7 days: Emma Lindqvist/)
  expect(emma).not.toMatch(/asked by Eva/)
  expect(cardText((await audit('7d Adam Novak')).card)).toMatch(/approved by Adam Novak/)
  const several = await audit('7d api01', /^Which api01/)
  expect(buttonsOf(several.card)).toEqual(['rg-api-blue/api01', 'rg-api-green/api01'])
  expect(await sandbox.press('omar', several.id, 'rg-api-blue/api01')).toMatch(
    /^Ledger, last 7 days: rg-api-blue\/api01/,
  )
  expect(cardText((await audit('7d no such thing')).card)).toMatch(/No entry matches[\s\S]*looked for as text/)
  expect(cardText((await audit('0d', /can not/)).card)).toMatch(/1 hour to 10 years/)
  expect(cardText((await audit('2026-02-30', /can not/)).card)).toMatch(/no calendar/)
  expect(cardText((await audit(`7d ${'x'.repeat(900)}`, /can not/)).card)).toMatch(/at most 400 characters/)
  expect(cardText((await audit('24h entries')).card)).toMatch(/entries, newest first/)
}, 150_000)

test('pages stay as they are while new entries arrive', async () => {
  const first = await audit('24h entries')
  const numbers = (text: string) => [...text.matchAll(/^#(\d+)$/gm)].map(([, seq]) => Number(seq))
  const shown = numbers(cardText(first.card))
  for (let n = 0; n < 3; n++) await sandbox.type('oscar', '/jit audit', undefined, /not for you/)
  const older = numbers(await sandbox.press('omar', first.id, 'Older'))
  expect(Math.max(...older)).toBe(Math.min(...shown) - 1)
  expect(older.some((seq) => shown.includes(seq))).toBe(false)
}, 150_000)

describe('CSV by link', () => {
  const fetchCsv = async (url: string) => {
    const response = await fetch(url, { method: 'POST' })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }

  test('L3 opened by a preview it is not used up; then once, under that person’s name', async () => {
    const card = await audit('7d csv', /^Ledger as CSV/)
    const url = linkOf(card.card)
    expect(url).toMatch(/\/download\/[\w-]{43}$/)
    for (const method of ['GET', 'HEAD', 'GET']) {
      const page = await fetch(url, { method })
      expect(page.status).toBe(200)
      expect(page.headers.get('cache-control')).toBe('no-store')
      expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'/)
      if (method === 'GET') expect(await page.text()).toMatch(/for Omar Haddad[\s\S]*<form method="post">/)
    }
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(405)
    const answers = await Promise.all([fetchCsv(url), fetchCsv(url), fetchCsv(url)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410])
    const file = answers.find(({ status }) => status === 200)
    expect(file?.headers.get('content-disposition')).toMatch(/^attachment; filename="ledger-[\d-]+-to-[\d-]+\.csv"$/)
    expect(file?.headers.get('cache-control')).toBe('no-store')
    expect(file?.text).toMatch(/seq,time,type,counted_as,request/)
    expect(file?.text).toMatch(/,request submitted,submitted,[0-9A-Z]{8},Emma Lindqvist,/)
    expect((await fetchCsv(url)).text).toMatch(/used already/)
    expect((await fetch(url)).status).toBe(410)
    const entries = cardText((await audit('24h entries')).card)
    expect(entries).toMatch(/Ledger downloaded as CSV[^\n]*last 7 days\n#\d+\n[^\n]*Omar Haddad/)
    expect(entries.match(/Ledger downloaded as CSV/g)).toHaveLength(1)
  }, 150_000)

  test('in a channel there is no link: it goes to the personal chat', async () => {
    const before = (await sandbox.read('petra')).length
    const said = await sandbox.type('petra', '/jit audit 7d csv', 'ops-approvals', /personal chat/)
    expect(urlsOf(said.card)).toEqual([])
    const own = await eventually('the link in Petra’s chat', async () =>
      (await sandbox.read('petra')).slice(before).find(({ card }) => urlsOf(card).length > 0),
    )
    expect((await fetchCsv(linkOf(own.card))).status).toBe(200)
  }, 150_000)

  test('late, guessed, of another kind, crooked, huge: no file, and nothing told', async () => {
    const late = linkOf((await audit('7d csv', /^Ledger as CSV/)).card)
    await sandbox.api.advance(11 * 60)
    expect(await fetchCsv(late)).toMatchObject({ status: 410, text: expect.stringMatching(/expired/) })
    const base = new URL(late).origin
    const paths = [
      `/download/${'A'.repeat(43)}`,
      '/download/',
      '/download/../policy.yaml',
      '/download/%2e%2e%2fpolicy.yaml',
      `/download/${'A'.repeat(43)}/more`,
      `/download/${'A'.repeat(7_000)}`,
      `/connect/00000000/0/${'A'.repeat(43)}`,
      `/connect/00000000/0/${late.split('/').at(-1)}`,
      '/connect/../../etc/passwd',
    ]
    for (const path of paths)
      for (const method of ['GET', 'POST']) {
        const response = await fetch(base + path, { method })
        expect([404, 405]).toContain(response.status)
        expect(await response.text()).not.toMatch(/seq,time|full address/)
      }
  }, 150_000)

  test('an engineer is refused and learns nothing; text that is nobody has no file', async () => {
    for (const text of ['7d csv', '7d emma', 'ABCDEFGH', '7d web01 csv']) {
      const refused = await audit(text, /not for you/, 'emma')
      expect(urlsOf(refused.card)).toEqual([])
      expect(cardText(refused.card)).not.toMatch(/Lindqvist|web01|requests/)
    }
    expect(cardText((await audit('7d nobody csv', /No file/)).card)).toMatch(/no request, machine or person/)
  }, 150_000)

  test('no link stands in the log', async () => {
    const url = linkOf((await audit('7d csv', /^Ledger as CSV/)).card)
    await fetch(url)
    await fetchCsv(url)
    const token = url.split('/').at(-1) ?? ''
    await eventually('the log line', async () => sandbox.program().output().includes('/download/…'))
    expect(sandbox.program().output()).not.toContain(token)
  }, 150_000)
})

describe('the file for Remote Desktop', () => {
  test('by link while the window is open, as often as wanted; then it is gone', async () => {
    const { id, status } = await opened('emma', 'jump01')
    const card = await sandbox.becomes('emma', status.id, /Remote Desktop file/)
    const url = linkOf(card.card)
    expect(url).toMatch(new RegExp(`/connect/${id}/0/[\\w-]{43}$`))
    for (let n = 0; n < 2; n++) {
      const file = await fetch(url)
      expect(file.status).toBe(200)
      expect(file.headers.get('content-type')).toBe('application/x-rdp')
      expect(file.headers.get('content-disposition')).toBe('attachment; filename="jump01.rdp"')
      const text = await file.text()
      expect(text).toMatch(/^full address:s:20\.61\.5\.100:13389\r\n/)
      expect(text).toMatch(/\r\nprompt for credentials:i:1\r\n/)
    }
    const forged = [
      url.replace('/0/', '/1/'),
      url.replace(id, 'ABCDEFGH'),
      `${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`,
    ]
    for (const other of forged) expect((await fetch(other)).status).toBe(404)
    expect((await fetch(url, { method: 'POST' })).status).toBe(405)
    await sandbox.api.advance(31 * 60)
    await sandbox.becomes('emma', status.id, /^Closed/)
    const gone = await fetch(url)
    expect(gone.status).toBe(410)
    expect(await gone.text()).toMatch(/not open any more/)
  }, 150_000)

  test('A3 behind a firewall of a peered network: its address and port, and the warning', async () => {
    const { status } = await opened('emma', 'jump02')
    const card = cardText((await sandbox.becomes('emma', status.id, /Open until/)).card)
    expect(card).toMatch(/mstsc \/v:20\.61\.5\.100:13390/)
    expect(card).toMatch(/stands in another network than the machine/)
    expect(cardText((await sandbox.type('emma', '/jit vm jump02', undefined, /^jump02/)).card)).toMatch(
      /Defender does not support/,
    )
    expect(cardText((await sandbox.type('emma', '/jit vm jump01', undefined, /^jump01/)).card)).not.toMatch(
      /Defender does not support/,
    )
  }, 150_000)

  test('none for a window without the port', async () => {
    const { status } = await opened('eva', 'app01', 'ssh')
    expect(urlsOf((await sandbox.becomes('eva', status.id, /Open until/)).card)).toEqual([])
  }, 150_000)
})
