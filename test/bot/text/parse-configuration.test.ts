import { parseConfiguration } from '../../../src/bot/text/parse-configuration.ts'
import { told } from '../../told.ts'

const networks = { vpn: ['198.51.100.0/24', '192.0.2.0/25'] }
const parse = (text: string) => told(parseConfiguration(text, networks))

test.each([
  'app03 22,3389 max 3h from 203.0.113.0/24',
  'app03 22, 3389 from 203.0.113.0/24 max 3h',
  'app03 ssh,rdp up to 3 hours from 203.0.113.0/24',
  'app03 set ports 22,3389 at most 180m from 203.0.113.0/24',
  'on app03 22,3389 maximum PT3H from 203.0.113.0/24',
])('“%s” is the same wish', (text) => {
  expect(parse(text)).toEqual({
    vms: ['app03'],
    wanted: {
      mode: 'set',
      recommended: false,
      ports: [{ number: 22 }, { number: 3389 }],
      maxDurationMs: 3 * 3_600_000,
      sources: ['203.0.113.0/24'],
    },
    problems: [],
  })
})

test('machines, modes, protocols and networks', () => {
  expect(parse('web*,app01 add udp/53 from vpn,10.0.0.0/8')).toMatchObject({
    vms: ['web*', 'app01'],
    wanted: {
      mode: 'add',
      ports: [{ number: 53, protocol: 'UDP' }],
      sources: ['198.51.100.0/24', '192.0.2.0/25', '10.0.0.0/8'],
    },
    problems: [],
  })
  expect(parse('web01 remove 5986').wanted).toEqual({ mode: 'remove', recommended: false, ports: [{ number: 5986 }] })
  expect(parse('web01 recommended max 1h').wanted).toEqual({ mode: 'set', recommended: true, maxDurationMs: 3_600_000 })
  for (const all of ['any', '*', '0.0.0.0/0']) expect(parse(`web01 from ${all}`).wanted.sources).toEqual(['*'])
  expect(parse('').vms).toEqual([])
})

test.each([
  ['app03 22 max', /duration is missing/],
  ['app03 22 max 30h', /too long/],
  ['app03 22 from', /address is missing/],
  ['app03 22 from fe80::1', /Behind “from”: fe80::1 is IPv6/],
  ['app03 22 from *,10.0.0.1', /every address already/],
  ['app03 70000', /65535/],
  ['app03 remove 22 from vpn', /Remove takes ports alone/],
  ['app03 add', /the ports are missing/],
  ['app03 22 tomorrow please', /“tomorrow please” was not understood/],
])('“%s” is refused in words', (text, said) => {
  expect(parse(text).problems.join(' ')).toMatch(said)
})

test('a long or hostile text ends in words, not in an error', () => {
  for (const text of [
    'a'.repeat(2_000),
    ','.repeat(500),
    'x from '.repeat(200),
    'x max '.repeat(200),
    '${vm} <at>x</at>',
  ])
    expect(() => parse(text)).not.toThrow()
})
