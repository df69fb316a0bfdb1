import { cardText, eventually, type Journey, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney({ VERIFY_TIMEOUT_SECONDS: '30' })
}, 150_000)
afterAll(() => sandbox.stop())

const says = async (text: string) => cardText((await sandbox.type('emma', text)).card)
const reachable = async (vm: string, port: number, from: string) =>
  (await sandbox.api.reachable(vm, port, from)).reachable
const [home, vpn, other] = ['203.0.113.7', '198.51.100.9', '192.0.2.1']

/** Whether a machine's port can be reached from home, from the VPN and from elsewhere. */
const from = async (vm: string, port: number) => [
  await reachable(vm, port, home),
  await reachable(vm, port, vpn),
  await reachable(vm, port, other),
]

/** Lists, is confirmed, waits for approval if there is any. Answers the status card. */
async function confirmed(text: string, button: string) {
  const list = await sandbox.type('emma', text, undefined, /^One request for/)
  await sandbox.press('emma', list.id, button)
  return await sandbox.becomes('emma', list.id, /\nRequest\n[0-9A-Z]{8}/)
}

async function approve(card: Parameters<typeof requestIdOf>[0]) {
  const approval = await sandbox.card('adam', new RegExp(requestIdOf(card)), 'ops-approvals')
  await sandbox.press('adam', approval.id, 'Approve')
  return approval
}

/** Asked for, approved and seen open, all of it or a part. */
async function opened(text: string, shows = /^Open until/) {
  const card = await sandbox.ask('emma', text)
  await approve(card)
  const open = await sandbox.becomes('emma', card.id, shows)
  return { id: requestIdOf(card), card: open }
}

async function closed(card: { readonly id: string }) {
  await sandbox.press('emma', card.id, 'Close now')
  return await sandbox.becomes('emma', card.id, /^Closed/)
}

test('T7 two machines with ports of their own: listed before they are sent, each opened on its own ports and no other', async () => {
  const list = await sandbox.type('emma', '/jit request dev01:ssh,dev02:443 2h from 203.0.113.7', undefined, /^One req/)
  expect(cardText(list.card)).toMatch(/dev01\n.*\nSSH 22\/TCP.*dev02\n.*\nHTTPS 443\/TCP/s)
  expect(await reachable('dev01', 22, home)).toBe(false)
  await sandbox.press('emma', list.id, 'Request these 2')
  const open = await sandbox.becomes('emma', list.id, /dev01: open until.*dev02: open until/s)
  expect(cardText(open.card)).toMatch(/dev01 \(rg-dev\): SSH 22\/TCP\s+dev02 \(rg-dev\): HTTPS 443\/TCP/)
  expect(await reachable('dev01', 22, home)).toBe(true)
  expect(await reachable('dev02', 443, home)).toBe(true)
  expect(await reachable('dev01', 443, home)).toBe(false)
  expect(await reachable('dev02', 22, home)).toBe(false)
  await closed(open)
}, 150_000)

test('T7 “name ports, name ports” is the same; the same ports for a glob; too many are refused with the count', async () => {
  const card = await confirmed('/jit request web01 rdp, app01 ssh 2h from 203.0.113.7 INC123456', 'Request these 2')
  expect(cardText(card.card)).toMatch(/web01 \(rg-web\): RDP 3389\/TCP\s+app01 \(rg-app\): SSH 22\/TCP/)
  await says('/jit cancel')
  const globbed = await confirmed('/jit request web* 5986,web01:rdp 1h from 203.0.113.7 INC123456', 'Request these 2')
  expect(cardText(globbed.card)).toMatch(
    /web01 \(rg-web\): WINRM 5986\/TCP, RDP 3389\/TCP\s+web02 \(rg-web\): WINRM 5986/i,
  )
  await says('/jit cancel')
  expect(await says('/jit request * ssh 1h INC123456')).toMatch(
    /That is \d\d machines; one request may have at most 10/,
  )
}, 150_000)

test('a machine whose JIT rule would refuse is found before an approver is bothered, and named', async () => {
  const before = (await sandbox.read('adam', 'ops-approvals')).length
  const refusals = [
    ['web01:rdp,app01:rdp 1h from 203.0.113.7 INC123456', /Port 3389 of app01 is not in its JIT policy, which has 22/],
    ['app01,app02 ssh 1h from 198.51.100.9 INC123456', /198\.51\.100\.9 is not among .*JIT policy for app02/],
    ['app02 ssh 1h from 203.0.113.7 and 198.51.100.9 INC123456', /198\.51\.100\.9 is not among .*JIT policy/],
    ['app01:udp/22,web01:rdp 1h from 203.0.113.7 INC123456', /app01 opens port 22 for TCP, not for UDP/],
    [
      'web01:rdp,app03:ssh 1h from 203.0.113.7 INC123456',
      /Port 22 of app03 cannot be opened, as no JIT policy has this VM/,
    ],
    ['web01:rdp,web02 1h from 203.0.113.7 INC123456', /Still missing: a port for web02/],
    ['web01,web02:5986 rdp 1h from vpn and 192.0.2.1 INC123456', /192\.0\.2\.1 is not among the sources.*production/],
  ] as const
  for (const [text, why] of refusals) {
    expect(await says(`/jit request ${text}`)).toMatch(why)
  }
  expect((await sandbox.read('adam', 'ops-approvals')).length).toBe(before)
}, 150_000)

describe.each(['never', 'vm-port', 'vm-port-source'])(
  'several sources where Azure ends older windows by %s',
  (reading) => {
    beforeAll(() => sandbox.api.azure({ newerReplaces: reading, samePortAgain: 'accepted' }))

    test('open from each and from nowhere else, closed from each', async () => {
      const { card } = await opened('/jit request web01 rdp 1h from 203.0.113.7 and 198.51.100.9 INC123456')
      expect(cardText(card.card)).toMatch(/From\n203\.0\.113\.7 and 198\.51\.100\.9\n/)
      expect(await from('web01', 3389)).toEqual([true, true, false])
      await closed(card)
      expect(await from('web01', 3389)).toEqual([false, false, false])
    }, 150_000)

    test('O7 a newer window of somebody else on the same port leaves all of them open, to their end', async () => {
      const { card } = await opened('/jit request web02 rdp 2h from 203.0.113.7, vpn INC123456')
      const theirs = await sandbox.ask('eva', '/jit request web02 rdp 30m from 203.0.113.99 INC123456')
      await approve(theirs)
      await sandbox.becomes('eva', theirs.id, /^Open until/)
      expect(await from('web02', 3389)).toEqual([true, true, false])
      await sandbox.api.advance(31 * 60)
      await sandbox.becomes('eva', theirs.id, /^Closed/)
      expect(await from('web02', 3389)).toEqual([true, true, false])
      expect(await reachable('web02', 3389, '203.0.113.99')).toBe(false)
      await sandbox.api.advance(95 * 60)
      await sandbox.becomes('emma', card.id, /^Closed/)
      expect(await from('web02', 3389)).toEqual([false, false, false])
    }, 150_000)
  },
)

describe('several sources where Azure takes one port', () => {
  afterAll(() => sandbox.api.azure({ newerReplaces: 'never', samePortAgain: 'accepted' }))

  test.each([
    ['once in a call, and keeps older windows', { samePortAgain: 'refused', newerReplaces: 'never' }],
    ['several times, and makes one entry of them', { samePortAgain: 'merged', newerReplaces: 'vm-port' }],
  ])(
    '%s: open from each, shut from each',
    async (_reading, switches) => {
      await sandbox.api.azure(switches)
      const { card } = await opened('/jit request web01 rdp 1h from 203.0.113.7 and 198.51.100.9 INC123456')
      expect(await from('web01', 3389)).toEqual([true, true, false])
      await closed(card)
      expect(await from('web01', 3389)).toEqual([false, false, false])
    },
    150_000,
  )

  test.each([
    ['once in a call, and ends the older window', { samePortAgain: 'refused', newerReplaces: 'vm-port' }],
    ['several times, and only the last counts', { samePortAgain: 'last', newerReplaces: 'never' }],
  ])(
    '%s: it is said from which it is open and from which it is not',
    async (_reading, switches) => {
      await sandbox.api.azure(switches)
      const shows = /web01 is open, but not from 203\.0\.113\.7/
      const { id, card } = await opened('/jit request web01 rdp 1h from 203.0.113.7 and 198.51.100.9 INC123456', shows)
      expect(cardText(card.card)).toMatch(/^Open until/)
      expect(await from('web01', 3389)).toEqual([false, true, false])
      await sandbox.card('emma', /Open until[\s\S]*web01 is open, but not from 203\.0\.113\.7/)
      const ledger = cardText((await sandbox.type('omar', `/jit audit 7d ${id}`, undefined, /^Ledger/)).card)
      expect(ledger).toMatch(/Not open from 203\.0\.113\.7: web01/)
      await closed(card)
      expect(await from('web01', 3389)).toEqual([false, false, false])
    },
    150_000,
  )
})

test('closing early spares the address that somebody else has open, shuts the others, and says both', async () => {
  const { card } = await opened('/jit request web01 rdp 1h from 203.0.113.7 and 198.51.100.9 INC123456')
  const theirs = await sandbox.ask('eva', '/jit request web01 rdp 20m from 203.0.113.7 INC123456')
  await approve(theirs)
  await sandbox.becomes('eva', theirs.id, /^Open until/)
  await sandbox.press('emma', card.id, 'Close now')
  await sandbox.becomes('emma', card.id, /Eva Moreau has a window from the same address \(203\.0\.113\.7\)/)
  expect(await from('web01', 3389)).toEqual([true, false, false])
  await sandbox.api.advance(62 * 60)
  await sandbox.becomes('emma', card.id, /^Closed/)
  expect(await from('web01', 3389)).toEqual([false, false, false])
}, 150_000)

test('killed between the calls for two sources: after the restart both are open, each once', async () => {
  await sandbox.api.azure({ samePortAgain: 'refused', newerReplaces: 'never' })
  const card = await sandbox.ask('emma', '/jit request web01 rdp 1h from 203.0.113.7 and 198.51.100.9 INC123456')
  // The first call is refused for its shape, the second opens one source, the third is never answered.
  const initiate = { service: 'azure', operation: 'initiate' }
  await sandbox.api.faults({ ...initiate, kind: 'slow', delayMs: 1, times: 2 })
  await sandbox.api.faults({ ...initiate, kind: 'timeout', times: 1 })
  await approve(card)
  await eventually(
    'the first source to be open',
    async () => (await sandbox.api.rules('web01')).some(isJitAllow),
    20_000,
  )
  await sandbox.crash()
  await sandbox.becomes('emma', card.id, /^Open until/)
  expect(await from('web01', 3389)).toEqual([true, true, false])
  expect((await sandbox.api.rules('web01')).filter(isJitAllow)).toHaveLength(2)
}, 150_000)

function isJitAllow(rule: { readonly name: string; readonly access: string; readonly ports: string }) {
  return /JITRule-/.test(rule.name) && rule.access === 'Allow' && rule.ports.includes('3389')
}
