import { parseRequest } from '../../../src/bot/text/parse-request.ts'
import { requestLine } from '../../../src/bot/words/request-line.ts'
import type { Ask } from '../../../src/domain/access-policy/analysis.ts'
import { noOne } from '../../../src/words/reader.ts'
import { ask, hour, vm } from '../../domain/access-policy/samples.ts'
import { requirement } from '../../fixtures.ts'

const networks = { office: ['203.0.113.0/24', '198.51.100.7/32'], vpn: ['192.0.2.9/32'] }
const ports = (...numbers: number[]) => numbers.map((number) => ({ number, protocol: 'TCP' as const }))
const line = (wish: Ask, reason = 'INC1 patching', demands = requirement()) =>
  requestLine(
    { kind: 'ask differently', ask: wish },
    demands,
    { nameOf: ({ name }) => `rg/${name}`, networks, reason },
    noOne,
  )

test.each<[string, Partial<Ask>, string]>([
  ['one port', {}, 'request rg/web01 3389 1h from 203.0.113.7 INC1 patching'],
  ['minutes', { durationMs: 1.5 * hour }, 'request rg/web01 3389 1h30m from 203.0.113.7 INC1 patching'],
  [
    'a whole network',
    { source: { prefix: '203.0.113.0/24', others: [{ prefix: '198.51.100.7/32' }] } },
    'request rg/web01 3389 1h from office INC1 patching',
  ],
  [
    'a part of a network is no network',
    { source: { prefix: '203.0.113.0/24', network: 'office' } },
    'request rg/web01 3389 1h from 203.0.113.0/24 INC1 patching',
  ],
  [
    'a network and an address',
    { source: { prefix: '192.0.2.9/32', others: [{ prefix: '192.0.2.77/32' }] } },
    'request rg/web01 3389 1h from vpn,192.0.2.77 INC1 patching',
  ],
  [
    'the same ports',
    { targets: ['web01', 'web02'].map((name) => ({ vm: vm(name), ports: ports(22, 443) })) },
    'request rg/web01,rg/web02 22,443 1h from 203.0.113.7 INC1 patching',
  ],
  [
    'ports of each',
    {
      targets: [
        { vm: vm('web01'), ports: ports(22, 443) },
        { vm: vm('db01'), ports: ports(22) },
      ],
    },
    'request rg/web01:22,443,rg/db01:22 1h from 203.0.113.7 INC1 patching',
  ],
])('%s: what is typed is read back as what was meant', (_, change, expected) => {
  const wish = ask(change)
  expect(line(wish)).toBe(expected)
  const read = parseRequest(expected.slice('request '.length), (word) => Object.hasOwn(networks, word))
  expect(read).toMatchObject({ durationMs: wish.durationMs, reason: 'INC1 patching', problems: [] })
  const own = (name: string) => read.own?.find((each) => each.vm === name)?.ports ?? read.ports
  for (const target of wish.targets)
    expect(own(`rg/${target.vm.name}`)?.map(({ number }) => number)).toEqual(target.ports.map(({ number }) => number))
})

test('what only the person knows stands between angle brackets', () => {
  const demands = requirement({ reason: [{ rule: 'a', hint: 'Quote a ticket' }] })
  expect(line(ask(), '', demands)).toBe('request rg/web01 3389 1h from 203.0.113.7 <Quote a ticket>')
  expect(
    requestLine(
      { kind: 'ask differently', ask: ask(), within: { prefix: '203.0.113.0/24', network: 'office' } },
      demands,
      {
        nameOf: ({ name }) => name,
        networks,
        reason: '',
      },
      noOne,
    ),
  ).toBe('request web01 3389 1h from <address in office> <Quote a ticket>')
})
