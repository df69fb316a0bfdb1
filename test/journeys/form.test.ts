import { buttonsOf, cardText, type Journey, requestIdOf, startJourney } from './sandbox.ts'

let sandbox: Journey
beforeAll(async () => {
  sandbox = await startJourney()
}, 150_000)
afterAll(() => sandbox.stop())

const group = '/subscriptions/11111111-1111-4111-8111-111111111111/resourcegroups'
const idOf = (vm: string, of: string) => `${group}/${of}/providers/microsoft.compute/virtualmachines/${vm}`
const development = '22222222-2222-4222-8222-222222222222'
const [web01, web02, app01] = [idOf('web01', 'rg-web'), idOf('web02', 'rg-web'), idOf('app01', 'rg-app')]
const whole = { duration: '60', source: '203.0.113.7', reason: 'INC123456 patching' }

/** A form with web01 in it. */
async function formFor(as: 'emma' | 'eva' = 'emma') {
  const chosen = await sandbox.type(as, '/jit request')
  await sandbox.press(as, chosen.id, 'Next', { inputs: { vm: web01 } })
  return await sandbox.becomes(as, chosen.id, /^Request access to web01/)
}

test('T7 a second machine is added with what was filled in kept, each has its own ports, and both are asked for', async () => {
  const form = await formFor()
  const added = await sandbox.press('emma', form.id, 'Add machine', {
    inputs: { ...whole, ports: '3389', add: app01 },
  })
  expect(added).toMatch(/^Request access to web01 and app01/)
  expect(added).toMatch(/Ports of web01 \(rg-web\)\n3389\n/)
  expect(added).toMatch(/Ports of app01 \(rg-app\)[\s\S]*SSH 22\/TCP, at most 3 h/)
  expect(added).toMatch(/203\.0\.113\.7[\s\S]*INC123456 patching/)
  await sandbox.becomes('emma', form.id, /^Request access to web01 and app01/)
  await sandbox.press('emma', form.id, 'Request access', { inputs: { ...whole, ports: '3389', ports1: '22' } })
  const card = await sandbox.becomes('emma', form.id, /Waiting for approval/)
  expect(cardText(card.card)).toMatch(/web01 \(rg-web\): RDP 3389\/TCP\s+app01 \(rg-app\): SSH 22\/TCP/)
  await sandbox.type('emma', '/jit cancel')
}, 150_000)

test('a machine that was chosen and not added yet is added instead of being forgotten; one is left out again', async () => {
  const form = await formFor()
  const sent = await sandbox.press('emma', form.id, 'Request access', {
    inputs: { ...whole, ports: '3389', add: web02 },
  })
  expect(sent).toMatch(/^Request access to web01 and web02/)
  await sandbox.becomes('emma', form.id, /^Request access to web01 and web02/)
  const missing = await sandbox.press('emma', form.id, 'Request access', { inputs: { ...whole, ports: '3389' } })
  expect(missing).toMatch(/Still missing: a port for web02/)
  await sandbox.press('emma', form.id, 'Request access', { inputs: { ...whole, ports: '3389', ports1: '3389,none' } })
  const card = await sandbox.becomes('emma', form.id, /Waiting for approval/)
  expect(cardText(card.card)).not.toMatch(/web02/)
  await sandbox.type('emma', '/jit cancel')
}, 150_000)

test('forged machines: what was filled in is kept, and what does not exist looks like what may not be known', async () => {
  const form = await formFor()
  const press = (forge: object, inputs: object = {}) =>
    sandbox.press('emma', form.id, 'Request access', { inputs: { ...whole, ports: '3389', ...inputs }, forge })
  const lab = idOf('lab01', 'rg-lab').replace('11111111-1111-4111-8111-111111111111', development)
  for (const vm of [idOf('nosuch99', 'rg-web'), lab, 'nosuch', '__proto__', '[object Object]', '<b>x</b>']) {
    const answer = await press({ data: { vm: `${web01},${vm}` } })
    expect(answer).toMatch(/^Request access to web01\n/)
    expect(answer).toMatch(/is not covered by any rule/)
    expect(answer).toMatch(/203\.0\.113\.7[\s\S]*INC123456 patching/)
  }
  // Names and globs are no choice of this form: what they stand for is shown before it is sent.
  for (const vm of ['web*', 'web01,web02', 'WEB01'])
    expect(await press({ data: { vm } }, { ports1: '3389' })).toMatch(/^Request access to web01/)
  const many = Array.from({ length: 400 }, (_, i) => idOf(`x${i}`, 'rg-web')).join(',')
  expect(await press({ data: { vm: `${web01},${many}` } })).toMatch(/not covered by any rule/)
  for (const ports of ['x', '99999', '1-65535', '3389,x', 'none', ''])
    expect(await press({}, { ports })).toMatch(/^Request access to web01/)
  expect(
    await press({}, { source: '203.0.113.1, 203.0.113.2, 203.0.113.3, 203.0.113.4, 203.0.113.5, 203.0.113.6' }),
  ).toMatch(/That is 6 sources: one request opens to at most 5/)
  expect(await press({}, { source: '203.0.113.7, 10.0.0.1' })).toMatch(/10\.0\.0\.1 is a private network/)
  const alone = await press({ data: { vm: 'nosuch' } })
  expect(alone).toMatch(/^Request access\nStep 1[\s\S]*not covered by any rule/)
  for (const vm of [{ $ne: 1 }, [web02], 7, null, true, ',,,']) {
    const other = await formFor()
    const answer = await sandbox.press('emma', other.id, 'Request access', { forge: { data: { vm } } })
    expect(answer).toMatch(/^Request access/)
    expect(answer).not.toMatch(/went wrong|undefined|\[object/)
  }
  expect(cardText((await sandbox.type('emma', '/jit status')).card)).toMatch(/nothing running/)
}, 150_000)

test('what was listed is what is asked for: its button works for its author alone, and takes no other machine', async () => {
  const list = await sandbox.type('emma', '/jit request web* rdp 1h from 203.0.113.7 INC123456', undefined, /^One req/)
  expect(buttonsOf(list.card)).toEqual(['Request these 2', 'Change it'])
  const channel = await sandbox.type(
    'emma',
    '<at>JIT Access</at> request web* rdp 1h from 203.0.113.7 INC1',
    'ops-approvals',
  )
  // In the channel it is hers alone; what its button sends is sent by another from a card of theirs.
  expect(channel.onlyYou).toBe(true)
  const theirs = await sandbox.steal('adam', channel.card, buttonsOf(channel.card)[0] ?? '')
  expect(theirs).not.toMatch(/203\.0\.113\.7|INC1\b/)
  // The address is remembered anew meanwhile: what the list said counts.
  await sandbox.type('emma', '/jit from 203.0.113.88')
  await sandbox.press('emma', list.id, 'Request these 2')
  const card = await sandbox.becomes('emma', list.id, /Waiting for approval/)
  expect(cardText(card.card)).toMatch(/From\n203\.0\.113\.7\n/)
  expect(requestIdOf(card)).toMatch(/^[0-9A-Z]{8}$/)
}, 150_000)
