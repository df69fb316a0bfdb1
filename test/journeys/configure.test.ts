import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buttonsOf, cardText, eventually, ids, type Journey, startJourney } from './sandbox.ts'

const policy = `
version: 1
tenant: 7d1c1c1e-0000-4000-8000-000000000001
networks: { office: [203.0.113.0/24], vpn: [198.51.100.0/24, 192.0.2.0/25] }
groups:
  platform: { people: [${ids.emma}, ${ids.adam}] }
  leads: { people: [${ids.petra}, ${ids.adam}] }
admins: [leads]
auditors: []
rules:
  - { name: all, when: { vm: { name: '*' } }, requesters: [platform], approvals: none, maxDuration: 8h }
`

let sandbox: Journey
const directory = mkdtempSync(join(tmpdir(), 'jit-configure-'))
beforeAll(async () => {
  writeFileSync(join(directory, 'policy.yaml'), policy)
  sandbox = await startJourney({ SANDBOX_VMS: '60', POLICY_FILE: join(directory, 'policy.yaml') })
}, 150_000)
afterAll(async () => {
  await sandbox.stop()
  rmSync(directory, { recursive: true })
})
afterEach(() => sandbox.api.faults({ service: 'azure', clear: true }))

const type = async (as: 'petra' | 'emma' | 'adam', text: string) => {
  const message = await sandbox.type(as, text)
  return { ...message, text: cardText(message.card), buttons: buttonsOf(message.card) }
}
/** The rules that Azure has for a VM, as the form shows them. */
const rulesOf = async (vm: string) => (await type('petra', `/jit configure ${vm}`)).text
const denied = async (vm: string) => (await sandbox.api.rules(vm)).filter(({ name }) => /JITRule/.test(name))

test('A2 enable: the default of the operating system, shown before and after, confirmed, and the other VMs keep their rules', async () => {
  const app02 = await rulesOf('app02')
  expect(app02).toMatch(/203\.0\.113\.0\/24/)
  const card = await type('petra', '/jit enable app03')
  expect(card.text).toMatch(/^Enable just-in-time access on app03\?/)
  expect(card.text).toMatch(/Before: \nno just-in-time access/)
  expect(card.text).toMatch(/After: \nSSH 22 \(TCP\) from any address, at most 3 h/)
  expect(card.buttons).toEqual(['Enable', 'Edit the rules', "Defender's recommended ports"])
  expect(await denied('app03')).toEqual([])
  expect(await sandbox.press('petra', card.id, 'Enable')).toMatch(/under way/)
  await sandbox.becomes('petra', card.id, /^Just-in-time access is enabled on app03/)
  expect(await denied('app03')).toHaveLength(1)
  expect(await rulesOf('app02')).toBe(app02)
  expect(await rulesOf('app01')).toMatch(/22/)
  const ledger = await type('petra', '/jit audit app03')
  expect(ledger.text).toMatch(/Port rules changed: app03 from no just-in-time access to SSH 22/)
}, 120_000)

test('the form adds, removes and proposes rows, keeps what was typed, and refuses what can not be', async () => {
  const form = await type('petra', '/jit configure web01')
  expect(form.buttons).toEqual([
    'Remove port 3389',
    'Remove port 5986',
    'Review',
    'Add port',
    "Defender's recommended ports",
  ])
  await sandbox.press('petra', form.id, 'Remove port 5986')
  const added = await sandbox.press('petra', form.id, 'Add port')
  expect(added).not.toMatch(/5986/)
  const typed = { port1: '8443', protocol1: 'TCP', sources1: 'office, 10.0.0.1/8', maximum1: '30h' }
  const refused = await sandbox.press('petra', form.id, 'Review', { inputs: typed })
  expect(refused).toMatch(/Port 8443: 10\.0\.0\.1\/8 is an address with a range's length/)
  expect(refused).toMatch(/10\.0\.0\.1\/8\n|30h/)
  expect(refused).toMatch(/30h/)
  const twice = { port1: '3389', sources1: '*', maximum1: '1h' }
  expect(await sandbox.press('petra', form.id, 'Review', { inputs: twice })).toMatch(/Port 3389 is there twice/)
  const right = { port1: '8443', sources1: 'office, vpn', maximum1: '1h' }
  const review = await sandbox.press('petra', form.id, 'Review', { inputs: right })
  expect(review).toMatch(/^Change the port rules of web01\?/)
  expect(review).toMatch(/from 203\.0\.113\.0\/24, 198\.51\.100\.0\/24 or 192\.0\.2\.0\/25, at most 1 h/)
  await sandbox.press('petra', form.id, 'Change')
  await sandbox.becomes('petra', form.id, /^The port rules are changed on web01/)
  expect(await rulesOf('web01')).toMatch(/8443/)
  expect(await rulesOf('web01')).not.toMatch(/5986/)
  expect(await rulesOf('web02')).toMatch(/5986/)
}, 120_000)

test('several machines at once, typed in full; too many are refused with the count', async () => {
  const card = await type('petra', '/jit configure dev0* add udp/53 max 2h from vpn')
  expect(card.text).toMatch(/dev01, dev02, dev03 and dev04/)
  expect(card.text).toMatch(/22 \(TCP\).*53 \(UDP\) from 198\.51\.100\.0\/24 or 192\.0\.2\.0\/25, at most 2 h/)
  await sandbox.press('petra', card.id, 'Change')
  await sandbox.becomes('petra', card.id, /^The port rules are changed on 4 machines/)
  expect((await type('petra', '/jit enable *')).text).toMatch(/That is \d\d machines; at most 20/)
}, 120_000)

test('what can not be is refused in words: nothing named, not configured, unsupported, unreadable', async () => {
  expect((await type('petra', '/jit enable')).text).toMatch(/Enable what\?/)
  expect((await type('petra', '/jit disable build01')).text).toMatch(/nothing to disable/)
  expect((await type('petra', '/jit enable legacy01')).text).toMatch(/no network security group/)
  expect((await type('petra', '/jit enable build01 22 max 30h')).text).toMatch(/too long/)
  expect((await type('petra', '/jit enable build01 22 from fe80::1')).text).toMatch(/IPv6/)
  expect((await type('petra', '/jit enable build01 22 tomorrow')).text).toMatch(/“tomorrow” was not understood/)
  expect((await type('petra', '/jit configure dev01 remove 22,443,53')).text).toMatch(/left without a port/)
  expect((await type('petra', '/jit enable buidl01')).text).toMatch(/Did you mean build01/)
}, 120_000)

test('an engineer is refused, and nobody but the author goes on with a draft', async () => {
  expect((await type('emma', '/jit enable build01')).text).toMatch(/is not for you/)
  const card = await sandbox.type(
    'petra',
    '/jit disable dev04',
    'ops-approvals',
    /Disable just-in-time access on dev04/,
  )
  expect(cardText(card.card)).toMatch(/the network rules alone decide/)
  expect(card.onlyYou).toBe(true)
  // Nobody else sees it; from a card of their own they can send the same.
  expect(await sandbox.steal('emma', card.card, 'Disable')).toMatch(/You can not do this/)
  expect(await sandbox.steal('adam', card.card, 'Disable')).toMatch(/drafted by Petra Schulz, and only they/)
  const forged = { data: { configuration: 'CZZZZZZZZ', version: 1 } }
  expect(await sandbox.press('petra', card.id, 'Disable', { forge: forged })).toMatch(/no such change/)
  expect(await sandbox.press('petra', card.id, 'Disable', { forge: { data: { version: 'x' } } })).not.toMatch(
    /under way/,
  )
  const hostile = { port0: { a: 1 }, port1: '99999', sources1: 'x'.repeat(5_000), protocol1: 7, row: -1, do: 'remove' }
  const answer = await sandbox.press('petra', card.id, 'Disable', { forge: { verb: 'reviewRules', data: hostile } })
  expect(answer).toMatch(/Disable just-in-time access on dev04/)
  expect(await denied('dev04')).toHaveLength(1)
}, 120_000)

test('a machine with an open window is not disabled: it is said whose and until when', async () => {
  const status = await sandbox.ask('emma', '/jit request app01 ssh 1h from office')
  await sandbox.becomes('emma', status.id, /Open until/)
  expect((await type('petra', '/jit disable app01')).text).toMatch(
    /window of Emma Lindqvist is open on app01 port 22 until/,
  )
  expect((await type('petra', '/jit configure app01 443')).text).toMatch(/window of Emma Lindqvist/)
}, 120_000)

test('A6 a missing right: the action and the scope are named, and the author can try again', async () => {
  const action = 'Microsoft.Security/locations/jitNetworkAccessPolicies/write'
  const message = `The client 'x' with object id 'x' does not have authorization to perform action '${action}' over scope '/subscriptions/1/resourceGroups/rg-build' or the scope is invalid.`
  await sandbox.api.faults({
    service: 'azure',
    operation: 'put',
    kind: 'status',
    status: 403,
    code: 'AuthorizationFailed',
    message,
  })
  const card = await type('petra', '/jit enable build01')
  await sandbox.press('petra', card.id, 'Enable')
  const failed = await sandbox.becomes('petra', card.id, /^Not changed: build01/)
  expect(cardText(failed.card)).toMatch(
    /may not do Microsoft\.Security.*\/write on \/subscriptions\/1\/resourceGroups\/rg-build/,
  )
  await sandbox.api.faults({ service: 'azure', clear: true })
  await sandbox.press('petra', card.id, 'Try again')
  await sandbox.becomes('petra', card.id, /^Just-in-time access is enabled on build01/)
}, 120_000)

test('two admins at once: on two VMs of one JIT policy both hold, on one VM the second reads what the first did', async () => {
  const [one, other] = [await type('petra', '/jit configure app02 add 443'), await type('adam', '/jit disable app03')]
  await Promise.all([sandbox.press('petra', one.id, 'Change'), sandbox.press('adam', other.id, 'Disable')])
  await sandbox.becomes('petra', one.id, /^The port rules are changed/)
  await sandbox.becomes('adam', other.id, /^Just-in-time access is disabled/)
  expect(await denied('app03')).toEqual([])
  expect(await rulesOf('app02')).toMatch(/443/)

  const [first, second] = [await type('petra', '/jit enable app03 22'), await type('adam', '/jit enable app03 2222')]
  await Promise.all([sandbox.press('petra', first.id, 'Enable'), sandbox.press('adam', second.id, 'Enable')])
  const ended = await eventually('both to end', async () => {
    const cards = [
      (await sandbox.read('petra')).find(({ id }) => id === first.id)?.card,
      (await sandbox.read('adam')).find(({ id }) => id === second.id)?.card,
    ].map(cardText)
    return cards.some((text) => /under way/.test(text)) ? undefined : cards
  })
  expect(ended.filter((text) => /is enabled on app03/.test(text))).toHaveLength(1)
  const lost = ended.find((text) => /Somebody else changed the rules/.test(text)) ?? ''
  expect(lost).toMatch(/Before: \n.*22.*\nAfter: \n.*22/)
  expect(lost).toMatch(/not changed yet/)
}, 120_000)

test('an old card confirms nothing, and a confirmation that comes twice is one', async () => {
  const before = await type('petra', '/jit disable app03')
  await sandbox.press('petra', before.id, 'Disable')
  await sandbox.becomes('petra', before.id, /is disabled on app03/)
  const card = await type('petra', '/jit enable app03 22')
  const shown = { configuration: /"configuration":"(C[0-9A-Z]{8})"/.exec(JSON.stringify(card.card))?.[1], version: 1 }
  expect(await sandbox.press('petra', card.id, "Defender's recommended ports")).toMatch(/RDP 3389.*WINRM 5986/)
  const stale = await sandbox.press('petra', card.id, 'Enable', { forge: { data: shown } })
  expect(stale).toMatch(/not changed yet/)
  const answers = await Promise.all([1, 2].map(() => sandbox.press('petra', card.id, 'Enable')))
  for (const answer of answers) expect(answer).toMatch(/under way|is enabled on/)
  await sandbox.becomes('petra', card.id, /^Just-in-time access is enabled on app03/)
  expect(
    await sandbox
      .press('petra', card.id, 'Enable', { forge: { verb: 'confirmRules', data: { ...shown, version: 2 } } })
      .catch(String),
  ).toMatch(/is enabled on|No button/)
  const { text } = await type('petra', '/jit audit app03')
  expect(text.match(/Port rules changed: app03 from no just-in-time access to SSH 22 \(TCP and UDP\)/g)).toHaveLength(1)
}, 120_000)

test('H4 killed after the confirmation and before the write: done once after the restart', async () => {
  const card = await type('petra', '/jit disable web02')
  await sandbox.api.faults({ service: 'azure', operation: 'put', kind: 'slow', delayMs: 5_000 })
  await sandbox.press('petra', card.id, 'Disable')
  await sandbox.crash()
  await sandbox.becomes('petra', card.id, /^Just-in-time access is disabled on web02/)
  const { text } = await type('petra', '/jit audit web02')
  expect(text.match(/Port rules changed: web02/g)).toHaveLength(1)
  expect(await rulesOf('web01')).toMatch(/8443/)
}, 150_000)
