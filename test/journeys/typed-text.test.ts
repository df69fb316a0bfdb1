import { buttonsOf, cardText, ids, type Journey, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
}, 150_000)
afterAll(() => sandbox.stop())
// So much is said here that Teams' limit for a chat (60 messages in 30 seconds) would be waited for.
beforeEach(() => sandbox.api.advance(30))

const says = async (text: string, channel?: string) => cardText((await sandbox.type('emma', text, channel)).card)
/** Takes back what waits, so that the next identical request is a new one. */
const cancel = () => says('/jit cancel')

const samePhrases = [
  '/jit request web01 rdp 1h INC123456 patching',
  'jit request web01 rdp 1h INC123456 patching',
  'request web01 rdp 1h INC123456 patching',
  '<at>JIT</at> jit request web01 rdp 1h INC123456 patching',
  'JIT  Request WEB01 RDP 1H INC123456 patching',
  '/jit\u00a0request\u00a0web01\u00a0rdp\u00a01h\u00a0INC123456 patching',
  '/jit request web01 rdp 1h \u201cINC123456 patching\u201d',
  '**/jit request web01 rdp 1h INC123456 patching**',
  '<b>request</b> <b>web01</b> rdp 1h INC123456 patching',
  '/jit request web01 rdp 1h INC123456 patching\n',
]

test('T1 however it is written, it is the same request', async () => {
  const seen = new Set<string>()
  for (const phrase of samePhrases) {
    const text = await says(phrase)
    expect(text).toMatch(/Waiting for approval/)
    seen.add(text.replace(/\b[0-9A-HJKMNP-TV-Z]{8}\b$/m, 'ID').replace(/\d\d:\d\d/g, 'TIME'))
    await cancel()
  }
  expect([...seen]).toHaveLength(1)
}, 150_000)

test('T1 mentioned in a channel, it is the same request', async () => {
  expect(await says('<at>JIT Access</at> request web01 rdp 1h INC123456 patching', 'ops-approvals')).toMatch(
    /web01 · RDP 3389 · 1 h/,
  )
  await cancel()
}, 120_000)

test('T2 durations as people write them', async () => {
  for (const [typed, shown] of [
    ['30m', '30 min'],
    ['1h30m', '1 h 30 min'],
    ['90 min', '1 h 30 min'],
    ['1 hour', '1 h'],
    ['PT1H', '1 h'],
    ['for 45 minutes', '45 min'],
  ]) {
    expect(await says(`/jit request web01 rdp ${typed} INC123456`)).toContain(`web01 · RDP 3389 · ${shown}`)
    await cancel()
  }
}, 150_000)

test('T2 a duration that is none is an error that names what is allowed', async () => {
  for (const typed of ['0', '-1h', '1x', '25h', 'for']) {
    const text = await says(`/jit request web01 rdp ${typed}`)
    expect(text).toMatch(/5 min/)
    expect(text).toMatch(/24 h/)
  }
}, 150_000)

test('T3 a name with a slip: did you mean, with a button that asks exactly that', async () => {
  const answer = await sandbox.type('emma', '/jit request wbe01 rdp 1h INC123456 patching')
  expect(cardText(answer.card)).toMatch(/Did you mean web01/)
  await sandbox.press('emma', answer.id, 'Ask for web01')
  const card = await sandbox.becomes('emma', answer.id, /Waiting for approval[\s\S]*web01 · RDP 3389 · 1 h/)
  expect(cardText(card.card)).toMatch(/INC123456 patching/)
  await cancel()
}, 120_000)

test('T3 two machines of one name: asks which', async () => {
  const answer = await sandbox.type('emma', '/jit request api01 ssh 1h INC123456')
  expect(cardText(answer.card)).toMatch(/Which api01\?/)
  expect(buttonsOf(answer.card)).toEqual(expect.arrayContaining(['api01 in rg-api-blue', 'api01 in rg-api-green']))
  await sandbox.press('emma', answer.id, 'api01 in rg-api-green')
  expect(cardText((await sandbox.becomes('emma', answer.id, /Waiting for approval/)).card)).toMatch(/rg-api-green/)
  await cancel()
}, 120_000)

test('T4 all that is missing is named in one answer, with the form filled with what was understood', async () => {
  const answer = await sandbox.type('eva', '/jit request web02 because disk is full')
  const text = cardText(answer.card)
  expect(text).toMatch(/Still missing: a port.*how long.*where you connect from/)
  expect(text).toMatch(/Request access to web02/)
  expect(text).toMatch(/disk is full/)
}, 120_000)

test('T5 ports by name, number, protocol, list and range', async () => {
  for (const [typed, shown] of [
    ['rdp', 'RDP 3389'],
    ['3389', 'RDP 3389'],
    ['tcp/3389', 'RDP 3389'],
    ['rdp,5986', 'RDP 3389, WINRM'],
  ]) {
    expect(await says(`/jit request web01 ${typed} 1h INC123456`)).toMatch(new RegExp(`web01 · ${shown}`, 'i'))
    await cancel()
  }
  expect(await says('/jit request web01 ssh 1h INC123456')).toMatch(
    /Port 22 of web01 is not in its JIT policy, which has .*3389/,
  )
  expect(await says('/jit request web01 22-25 1h INC123456')).toMatch(/is not in its JIT policy/)
  expect(await says('/jit request web01 99999 1h INC123456')).toMatch(/65535/)
}, 150_000)

test('T6 sources: an address, a CIDR, a network by name', async () => {
  for (const [typed, shown] of [
    ['203.0.113.9', '203.0.113.9'],
    ['203.0.113.0/24', '203.0.113.0/24'],
    ['vpn', '198.51.100.0/24 (vpn)'],
    ['me', '198.51.100.0/24 (vpn)'],
  ]) {
    expect(await says(`/jit request web01 rdp 1h from ${typed} INC123456`)).toContain(`From\n${shown}`)
    await cancel()
  }
  await says('/jit from 203.0.113.7')
}, 150_000)

test('T6 what can not be a source gets a clear answer with the way out', async () => {
  for (const [typed, why] of [
    ['2001:db8::1', /IPv6/],
    ['0.0.0.0/0', /every address/i],
    ['*', /every address/i],
    ['10.0.0.5', /private/i],
    ['127.0.0.1', /loopback/i],
  ] as const) {
    expect(await says(`/jit request web01 rdp 1h from ${typed} INC123456`)).toMatch(why)
  }
  const unknown = cardText((await sandbox.type('eva', '/jit request web01 rdp 1h from me INC123456')).card)
  expect(unknown).toMatch(/from 203\.0\.113\.7/)
}, 150_000)

test('T8 always a useful answer: greetings, help, gibberish, an empty mention, an emoji, 20 000 characters', async () => {
  for (const typed of [
    'hi',
    'help',
    '/jit help request',
    'qwertz',
    '<at>JIT Access</at>',
    '🚀',
    `/jit ${'x'.repeat(20_000)}`,
    '/jit requst web01 rdp 1h INC123456',
  ]) {
    const text = await says(typed)
    expect(text.length).toBeGreaterThan(20)
    expect(text).not.toMatch(/at .*\.ts|Error:|undefined|\$\{/)
  }
  expect(await says('/jit requst web01')).toMatch(/Did you mean \/jit request web01/)
}, 150_000)

test('T9 a message that was edited never runs as a command', async () => {
  await says('hi')
  const mine = (await sandbox.read('emma')).findLast((message) => !message.from.bot)
  await sandbox.api.edit(ids.emma, mine?.id ?? '', '/jit request web01 rdp 2h INC999999 edited')
  // The next command is answered after the edit was delivered: whatever the edit did would be there by now.
  expect(await says('/jit mine')).not.toMatch(/INC999999/)
  const dave = await sandbox.ask('emma', '/jit request web01 rdp 1h INC123456')
  expect(requestIdOf(dave)).toMatch(/^[0-9A-Z]{8}$/)
}, 120_000)
