import fc from 'fast-check'
import { commands } from '../../../src/bot/commands.ts'
import { normalise, plain, unmarked } from '../../../src/bot/text/normalise.ts'
import { parseRequest } from '../../../src/bot/text/parse-request.ts'
import { route } from '../../../src/bot/text/route.ts'
import { anyText } from '../../any-text.ts'
import { told } from '../../told.ts'

const hour = 3_600_000

/** Routed and read, as the chat does it. */
function read(raw: string) {
  const routed = route(raw, commands)
  if (routed.kind !== 'command') throw new Error(`${raw} is ${routed.kind}`)
  return { command: routed.command.name, ...told(parseRequest(routed.rest)) }
}

const whole = {
  command: 'request',
  vms: ['web01'],
  ports: [expect.objectContaining({ number: 3389 })],
  durationMs: hour,
  reason: 'INC123456 patching',
  problems: [],
}

test.each([
  '/jit request web01 rdp 1h INC123456 patching',
  'jit request web01 rdp 1h INC123456 patching',
  'request web01 rdp 1h INC123456 patching',
  '<at>JIT</at> jit request web01 rdp 1h INC123456 patching',
  '<at>JIT Access</at> /jit request web01 rdp 1h INC123456 patching',
  '@JIT Access request web01 rdp 1h INC123456 patching',
  'JIT  Request web01 RDP 1H INC123456 patching',
  '/jit&nbsp;request&nbsp;web01 rdp 1h INC123456 patching',
  '/jit\u00a0request\u2009web01 rdp 1h INC123456 patching\n',
  '/jit request web01 rdp 1h \u201cINC123456 patching\u201d',
  '**/jit request web01 rdp 1h INC123456 patching**',
  '<p><b>request</b> <b>web01</b> rdp 1h INC123456 patching</p>',
  '/jit re\u200bquest web01 \uff52\uff44\uff50 1h INC123456 patching',
  '/jit request web01 1h rdp INC123456 patching',
  '/jit request web01 rdp for 1h because INC123456 patching',
  '/jit request web01 rdp for 60 minutes INC123456 patching',
  '/jit request on web01 port 3389 for 1 hour reason: INC123456 patching',
])('T1 %j is the same request', (raw) => {
  expect(read(raw)).toEqual(whole)
})

test.each([
  ['30m', 0.5],
  ['2h', 2],
  ['1h30m', 1.5],
  ['90 min', 1.5],
  ['1 hour', 1],
  ['PT1H', 1],
  ['1 h 30 m', 1.5],
  ['for 45 minutes', 0.75],
])('T2 %s is %d hours', (typed, hours) => {
  expect(read(`request web01 rdp ${typed} INC1 x`)).toMatchObject({
    durationMs: hours * hour,
    reason: 'INC1 x',
    problems: [],
  })
})

test.each(['0', '-1h', '1x', 'for', '25h', 'for 0', '3m', '999999999999h'])(
  'T2 %s is an error that names what is allowed',
  (typed) => {
    const { durationMs, problems } = read(`request web01 rdp ${typed}`)
    expect(durationMs).toBeUndefined()
    expect(problems.join(' ')).toMatch(/5 min.*24 h/)
  },
)

test.each([
  ['rdp', [3389]],
  ['ssh', [22]],
  ['winrm', [5985, 5986]],
  ['3389', [3389]],
  ['tcp/22', [22]],
  ['ssh,443', [22, 443]],
  ['ssh, 443', [22, 443]],
  ['22-25', [22, 23, 24, 25]],
])('T5 %s is the ports %j', (typed, numbers) => {
  const { ports, durationMs, reason } = read(`request web01 ${typed} 1h why not`)
  expect(ports?.map((port) => port.number)).toEqual(numbers)
  expect({ durationMs, reason }).toEqual({ durationMs: hour, reason: 'why not' })
})

test.each(['99999', '0-99', '1-65535', 'tcp/x'])('T5 %s is a clear refusal', (typed) => {
  expect(read(`request web01 ${typed} 1h`).problems).toHaveLength(1)
})

test('T6 the source is read where it is said, before the reason or at its very end', () => {
  expect(read('request web01 rdp 1h from vpn INC1 x')).toMatchObject({ source: 'vpn', reason: 'INC1 x' })
  expect(read('request web01 rdp from 203.0.113.0/24 1h INC1')).toMatchObject({
    source: '203.0.113.0/24',
    durationMs: hour,
  })
  expect(read('request web01 rdp 1h INC1 copying logs from 203.0.113.7')).toMatchObject({
    source: '203.0.113.7',
    reason: 'INC1 copying logs',
  })
  expect(read('request web01 rdp 1h INC1 data from the vault')).toMatchObject({ reason: 'INC1 data from the vault' })
  expect(read('request web01 rdp 1h from').problems.join()).toMatch(/from 203/)
})

test('T7 several machines and a glob', () => {
  expect(read('request web01,web02 ssh 2h').vms).toEqual(['web01', 'web02'])
  expect(read('request web01, web02 ssh 2h').vms).toEqual(['web01', 'web02'])
  expect(read('request web* ssh 2h').vms).toEqual(['web*'])
})

const machines = (raw: string) => {
  const { vms, own, ports, durationMs, problems } = read(raw)
  const numbers = (each: typeof ports) => each?.map(({ number }) => number)
  return {
    vms,
    own: Object.fromEntries((own ?? []).map((each) => [each.vm, numbers(each.ports)])),
    ...(ports ? { ports: numbers(ports) } : {}),
    durationMs,
    problems,
  }
}

test.each([
  'web01:rdp,web02:22,443 2h INC1',
  'web01:rdp, web02:22, 443 2h INC1',
  'web01: rdp, web02: 22,443 for 2h INC1',
  'web01 rdp, web02 22,443 2h INC1',
  'web01 rdp,web02 22,443 2h INC1',
  'web01 rdp; web02 ssh, 443 2h INC1',
  'web01 rdp and web02 ssh,443 2h INC1',
  'web01:rdp and web02:tcp/22,443 2h INC1',
  'web01 2h rdp, web02 ssh,443 INC1',
  'on web01 rdp, web02:ssh,443 for 2 hours because INC1',
])('T7 %s: each machine has ports of its own', (typed) => {
  expect(machines(`request ${typed}`)).toEqual({
    vms: ['web01', 'web02'],
    own: { web01: [3389], web02: [22, 443] },
    durationMs: 2 * hour,
    problems: [],
  })
  expect(read(`request ${typed}`).reason).toBe('INC1')
})

test('T7 some with their own ports and others that share theirs; three groups; a glob and an id', () => {
  const rest = { durationMs: hour, problems: [] }
  expect(machines('request web01:rdp,web02 ssh 1h')).toEqual({
    ...rest,
    vms: ['web01', 'web02'],
    own: { web01: [3389] },
    ports: [22],
  })
  expect(machines('request web01,web02 rdp, db01 ssh, rg-app/app01:443 1h')).toEqual({
    ...rest,
    vms: ['web01', 'web02', 'db01', 'rg-app/app01'],
    own: { web01: [3389], web02: [3389], db01: [22], 'rg-app/app01': [443] },
  })
  expect(machines('request web*:22,/subscriptions/1/x/web01:rdp 1h').own).toEqual({
    'web*': [22],
    '/subscriptions/1/x/web01': [3389],
  })
})

test.each([
  ['web01:foo 1h', /web01: "foo" is not a port/],
  ['web01:22,web02:22 443 1h', /Each machine has ports of its own, and “443” stands by itself/],
])('T7 %s is a clear question', (typed, question) => {
  expect(read(`request ${typed}`).problems.join()).toMatch(question)
})

test('T7 what follows the time is a reason, as ever', () => {
  expect(read('request web01 rdp 1h and web02 ssh')).toMatchObject({ vms: ['web01'], reason: 'web02 ssh' })
  expect(read('request web01 1h rdp; data 22')).toMatchObject({ vms: ['web01'], reason: 'data 22' })
})

test('T7 machines, ports and sources that are written down are read back', () => {
  const name = fc.stringMatching(/^[a-z]{3}[a-z0-9-]{0,10}[0-9]$/)
  const port = fc.integer({ min: 1, max: 65_535 })
  const target = fc.record({ vm: name, ports: fc.uniqueArray(port, { minLength: 1, maxLength: 4 }) })
  const targets = fc.uniqueArray(target, { minLength: 1, maxLength: 6, selector: ({ vm }) => vm })
  const address = fc
    .tuple(fc.integer({ min: 1, max: 223 }), fc.nat(255), fc.nat(255))
    .map((parts) => `${parts.join('.')}.7`)
  const sources = fc.array(address, { minLength: 1, maxLength: 5 })
  const joints = fc.constantFrom(',', ', ', ' , ', ' and ')
  fc.assert(
    fc.property(targets, sources, joints, fc.boolean(), (wanted, from, joint, colons) => {
      const list = wanted.map(({ vm, ports }) => `${vm}${colons ? ':' : ' '}${ports.join(',')}`).join(joint)
      const draft = parseRequest(`${list} 2h from ${from.join(joint)} INC1 why`)
      const own = draft.own ?? wanted.map(({ vm }) => ({ vm, ports: draft.ports ?? [] }))
      expect(own.map(({ vm, ports }) => ({ vm, ports: ports.map(({ number }) => number) }))).toEqual(wanted)
      expect(draft.source?.split(/, ?/)).toEqual(from)
      expect(draft).toMatchObject({ reason: 'INC1 why', durationMs: 2 * hour, problems: [] })
    }),
    { numRuns: 300 },
  )
})

const isNetwork = (word: string) => ['vpn', 'office', 'home'].includes(word.toLowerCase())

test.each([
  ['from 203.0.113.7 and 198.51.100.0/24 INC1 x', '203.0.113.7, 198.51.100.0/24', 'INC1 x'],
  ['from home, vpn because x', 'home, vpn', 'x'],
  ['from home,vpn,203.0.113.7 INC1', 'home,vpn,203.0.113.7', 'INC1'],
  ['from vpn and office', 'vpn, office', ''],
  ['from vpn and office INC1 x', 'vpn, office', 'INC1 x'],
  ['from vpn and from 203.0.113.7 INC1', 'vpn, 203.0.113.7', 'INC1'],
  ['from me and 203.0.113.7 INC1', 'me, 203.0.113.7', 'INC1'],
  ['from 203.0.113.7, INC123456 x', '203.0.113.7', 'INC123456 x'],
  ['from vpn and patching office', 'vpn', 'patching office'],
])('T6 %s names the sources %s', (typed, source, reason) => {
  expect(parseRequest(`web01 rdp 1h ${typed}`, isNetwork)).toMatchObject({ source, reason, problems: [] })
})

test('T6 a network’s name that may as well begin the reason is asked about', () => {
  const { source, problems } = told(parseRequest('web01 rdp 1h from vpn and office printer is broken', isNetwork))
  expect(source).toBe('vpn')
  expect(problems.join()).toMatch(/two ways.*write from vpn, office\..*write because office …\./)
})

test('a reason keeps its case, its markup and its numbers', () => {
  expect(read('request web01 rdp 1h Fix 3 disks <b>now</b> ${x}').reason).toBe('Fix 3 disks <b>now</b> ${x}')
})

test('nothing after the command is an empty draft', () => {
  expect(read('request')).toEqual({ command: 'request', vms: [], reason: '', problems: [] })
})

test('T8 a greeting is one, nothing is nothing; a slip is near a command; the rest is unknown', () => {
  for (const raw of ['', '  ', '?', '<at>JIT Access</at>', '/jit']) expect(route(raw, commands).kind).toBe('nothing')
  for (const raw of ['hi', 'Hello!', '<at>JIT Access</at> hi', 'Hallo'])
    expect(route(raw, commands).kind).toBe('greeting')
  expect(route('/jit requst web01', commands)).toMatchObject({
    kind: 'unknown',
    near: { name: 'request' },
    rest: 'web01',
  })
  expect(route('🚀', commands)).toMatchObject({ kind: 'unknown' })
  expect(route('jittery people', commands)).toMatchObject({ kind: 'unknown', said: 'jittery people' })
})

test('T8 any text at all is routed and read without throwing', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyText({ maxLength: 400 }),
        fc.string({ maxLength: 400 }).map((text) => `/jit request ${text}`),
      ),
      (raw) => {
        const routed = route(raw, commands)
        if (routed.kind === 'command') parseRequest(routed.rest)
      },
    ),
    { numRuns: 2_000 },
  )
})

test('normalising twice is normalising once', () => {
  fc.assert(fc.property(anyText(), (text) => plain(plain(text)) === plain(text)))
})

test('invisible and direction characters are gone, words stay', () => {
  expect(normalise('a\u202eb\u2066c\u200bd')).toBe('abcd')
  expect(unmarked('**web01**')).toBe('web01')
  expect(unmarked('web*')).toBe('web*')
})

describe('a start in the future', () => {
  test.each([
    ['at 22:00', '22:00'],
    ['tomorrow 06:00', 'tomorrow 06:00'],
    ['tomorrow at 6am', 'tomorrow 6am'],
    ['at 2026-11-30 06:00', '2026-11-30 06:00'],
    ['at tomorrow 06:00', 'tomorrow 06:00'],
    ['Mon 06:00', 'mon 06:00'],
    ['22:00', '22:00'],
  ])('%s', (typed, start) => {
    for (const text of [
      `web01 rdp 1h ${typed} INC1 x`,
      `web01 ${typed} rdp 1h INC1 x`,
      `web01 rdp ${typed} for 1h INC1 x`,
    ])
      expect(read(`request ${text}`)).toMatchObject({ start, durationMs: hour, reason: 'INC1 x', problems: [] })
  })

  test.each(['at 25:00', 'tomorrow', 'at 3 INC1'])(
    '%s is kept to be refused, and never taken for a reason',
    (typed) => {
      expect(read(`request web01 rdp 1h ${typed}`).start).toBeDefined()
    },
  )

  test.each(['INC1 patching at 22:00', 'INC1 tomorrow 6am', 'INC1 reboot tomorrow at 06:00'])(
    'behind the reason (%s) it is asked what is meant',
    (reason) => {
      const { start, problems } = read(`request web01 rdp 1h ${reason}`)
      expect(start).toBeUndefined()
      expect(problems).toEqual([expect.stringMatching(/put the reason in quotes/)])
      expect(read(`request web01 rdp 1h "${reason}"`)).toMatchObject({ reason, problems: [] })
    },
  )

  test.each(['at the request of Adam', 'monitoring is down', 'satellite link', 'INC1 failed at noon'])(
    '%s is a reason',
    (reason) => {
      const draft = read(`request web01 rdp 1h ${reason}`)
      expect(draft).toMatchObject({ reason, problems: [] })
      expect(draft.start).toBeUndefined()
    },
  )
})
