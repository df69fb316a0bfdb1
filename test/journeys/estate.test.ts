import { buttonsOf, cardText, eventually, type Journey, type Name, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney({ SANDBOX_VMS: '120' })
}, 150_000)
afterAll(() => sandbox.stop())

const says = async (as: Name, text: string) => cardText((await sandbox.type(as, text)).card)
const lineOf = (text: string, name: string) => {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => line.startsWith(`${name} (`))
  return at < 0 ? '' : lines.slice(at, at + 3).join(' ')
}

test('A1 /jit vms has the three lists with their counts, and for each unsupported machine why', async () => {
  const answer = await sandbox.type('petra', '/jit vms')
  const text = cardText(answer.card)
  expect(text).toMatch(/Configured \d+ · Not configured \d+ · Unsupported 5/)
  expect(lineOf(text, 'app03')).toMatch(/no JIT policy covers it/)
  expect(lineOf(text, 'legacy01')).toMatch(/no network security group and no Azure Firewall/)
  expect(lineOf(text, 'classic01')).toMatch(/classic VM/)
  expect(lineOf(text, 'behindmanager01')).toMatch(/Firewall Manager policies/)
  expect(lineOf(text, 'jitoff01')).toMatch(/switched off for it in the security policy/)
  expect(lineOf(text, 'noplan01')).toMatch(/Defender for Servers Plan 2 is off/)
  expect(lineOf(text, 'api01')).toMatch(/SSH 22 up to 3 h · nobody asked for it in the last 30 days/)
  const unsupported = await sandbox.press('petra', answer.id, 'Unsupported (5)')
  expect(unsupported).toMatch(/^Unsupported: 5 machines/)
  expect(unsupported).not.toMatch(/web01/)
}, 120_000)

test('A1 how often, when and by whom a machine was used, and what is open on it; a person and never the bot', async () => {
  await says('emma', '/jit from 203.0.113.7')
  const card = await sandbox.ask('emma', '/jit request dev01 ssh 1h INC123456 look')
  await sandbox.becomes('emma', card.id, /Open until/)
  const emma = lineOf(await says('emma', '/jit vms dev01'), 'dev01')
  expect(emma).toMatch(/SSH 22 up to 12 h, HTTPS 443 up to 12 h|SSH 22 up to 12 h, .*443/)
  expect(emma).toMatch(/1 approved request in 7 days, last access .*\(Europe\/Paris\) by Emma Lindqvist/)
  expect(emma).toMatch(/SSH 22 open until .*\d\d:\d\d .* from 203\.0\.113\.7 by Emma Lindqvist/)
  expect(await says('petra', '/jit vms dev01')).toMatch(/open until .* by Emma Lindqvist/)
  // Eva may know of the machine, and is neither requester, approver, auditor nor admin.
  const eva = lineOf(await says('eva', '/jit vms dev01'), 'dev01')
  expect(eva).toMatch(/open until .* by somebody/)
  expect(eva).not.toMatch(/Emma|203\.0\.113\.7/)
  await sandbox.api.advance(2 * 3600)
  const later = await eventually('the window to be over', async () => {
    const line = lineOf(await says('eva', '/jit vms dev01'), 'dev01')
    return line.includes('no window') && line
  })
  expect(later).toMatch(/1 approved request in 7 days, last access .* by Emma Lindqvist/)
}, 150_000)

test('A1 filters by name, glob, group and tag; pages by a button that carries the filter', async () => {
  expect(await says('emma', '/jit vms web')).toMatch(/^2 machines/)
  expect(await says('emma', '/jit vms rg:rg-dev')).toMatch(/^4 machines/)
  expect(await says('emma', '/jit vms configured tag:env=dev dev0*')).toMatch(/^Configured: 4 machines/)
  expect(await says('emma', '/jit vms tag:')).toMatch(/That filter cannot be read[\s\S]*tag:env=prod/)
  expect(await says('emma', '/jit vms nosuch')).toMatch(/^No machines/)
  const first = await sandbox.type('emma', '/jit vms configured srv*')
  expect(cardText(first.card)).toMatch(/^Configured: 96 machines[\s\S]*narrowed by srv\* · page 1 of 7/)
  const second = await sandbox.press('emma', first.id, 'Next page')
  expect(second).toMatch(/page 2 of 7/)
  expect(second).not.toContain('srv00001 (')
  expect(await says('emma', '/jit vms configured srv* page 999999')).toMatch(/page 7 of 7/)
  // What a press carries is read again: forged, it shows what could be typed and no more.
  const forged = await sandbox.press('emma', first.id, 'Next page', {
    forge: { data: { text: 'vms configured lab page -1' } },
  })
  expect(forged).not.toMatch(/lab01/)
}, 120_000)

test('only an admin is offered to enable what is not configured', async () => {
  expect(buttonsOf((await sandbox.type('petra', '/jit vms not configured app')).card)).toContain('Enable app03')
  const emma = buttonsOf((await sandbox.type('emma', '/jit vms not configured app')).card)
  expect(emma.some((title) => title.startsWith('Enable'))).toBe(false)
}, 120_000)

test('A1 /jit vm has everything of one machine on one card', async () => {
  const answer = await sandbox.type('emma', '/jit vm web01')
  const text = cardText(answer.card)
  expect(text).toMatch(/20\.61\.1\.4 \(public\)\n10\.1\.1\.4 \(private\)/)
  expect(text).toMatch(/windows, running/)
  expect(text).toMatch(/env = prod/)
  expect(text).toMatch(/default of rg-web\nRDP 3389, at most 3 h, from any address/)
  expect(text).toMatch(/no window that the bot knows of/)
  expect(text).toMatch(/1 from sre-leads \(production; 2 people could now\)/)
  expect(buttonsOf(answer.card)).toEqual(['Request access', 'Explain'])
  expect(await sandbox.press('emma', answer.id, 'Explain')).toMatch(/web01/)
  const again = await sandbox.type('emma', '/jit vm web01')
  expect(await sandbox.press('emma', again.id, 'Request access')).toMatch(/Request access to web01/)
  expect(buttonsOf((await sandbox.type('petra', '/jit vm web01')).card)).toContain('Configure')
  expect(await says('emma', '/jit vm vault01')).toMatch(/The vault is reached through PAM only/)
  expect(await says('emma', '/jit vm jump01')).toMatch(/20\.61\.5\.100 \(its firewall: connect to this one\)/)
  expect(await says('emma', '/jit vm report01')).toMatch(/not running: start it before you connect/)
  expect(await says('emma', '/jit vm')).toMatch(/Which machine\?/)
  expect(await says('emma', '/jit help vm')).toMatch(/\/jit vm <machine>/)
}, 120_000)

test('T3 a name that is not unique is asked back, and the button asks for that one', async () => {
  const answer = await sandbox.type('emma', '/jit vm api01')
  expect(cardText(answer.card)).toMatch(/^Which api01\?/)
  expect(await sandbox.press('emma', answer.id, 'api01 in rg-api-green')).toMatch(/10\.9\.1\.4/)
  expect(await says('emma', '/jit vm wbe01')).toMatch(/Did you mean web01/)
}, 120_000)

test('P4 a machine that one may not know of is answered as one that does not exist, also when Azure fails', async () => {
  const both = async (command: string) => {
    const [hidden, missing] = [await says('emma', `${command} lab01`), await says('emma', `${command} rab01`)]
    expect(hidden.replaceAll('lab01', 'NAME')).toBe(missing.replaceAll('rab01', 'NAME'))
    return missing
  }
  await both('/jit vm')
  await both('/jit explain')
  await sandbox.api.advance(120)
  await sandbox.api.faults({ service: 'azure', operation: 'graph', kind: 'status', status: 500, message: 'broken' })
  for (const command of ['/jit vm', '/jit request', '/jit explain'])
    expect(await both(command)).toMatch(/could not be looked up[\s\S]*broken/)
  // What is in memory needs no Azure.
  expect(await says('emma', '/jit vm web01')).toMatch(/^web01: configured/)
  await sandbox.api.faults({ service: 'azure', clear: true })
  await sandbox.api.advance(120)
  expect(await both('/jit vm')).toMatch(/is not known/)
}, 120_000)

test.each([
  '/jit vm " or 1==1 | project id',
  "/jit vm web01'",
  '/jit vm ${name}',
  '/jit vm 🚀',
  `/jit vm ${'x'.repeat(5_000)}`,
  '/jit vms page page',
  `/jit vms ${'*a'.repeat(900)}`,
  '/jit vms tag:=x',
])(
  'hostile words get an answer and no stack: %s',
  async (typed) => {
    const text = await says('emma', typed)
    expect(text.length).toBeGreaterThan(20)
    expect(text).not.toMatch(/at .*\.ts|Error:|undefined|went wrong/)
  },
  120_000,
)
