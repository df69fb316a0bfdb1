import fc from 'fast-check'
import { changedEntries, entriesOf, unkeptIn } from '../../../src/adapters/azure/policy-document.ts'
import type { VmId } from '../../../src/domain/ids.ts'
import type { PortRule } from '../../../src/domain/vm.ts'
import { rule, vmNamed } from '../../domain/jit-configuration/samples.ts'

const idOf = (name: string) => vmNamed(name).id
const anyPort = fc.record(
  {
    number: fc.nat(65_535),
    protocol: fc.constantFrom('TCP', 'UDP', '*', 'tcp'),
    allowedSourceAddressPrefix: fc.option(fc.constantFrom('*', '203.0.113.7', 'VirtualNetwork')),
    allowedSourceAddressPrefixes: fc.array(fc.constantFrom('203.0.113.0/24', '198.51.100.7')),
    maxRequestAccessDuration: fc.constantFrom('PT3H', 'PT90M', 'PT5M', 'P1D'),
  },
  { requiredKeys: ['number', 'protocol', 'maxRequestAccessDuration'] },
)
const anyEntry = fc.record(
  {
    id: fc.integer({ min: 0, max: 9 }).map((i) => (i % 2 === 0 ? idOf(`web0${i}`) : idOf(`web0${i}`).toUpperCase())),
    ports: fc.array(anyPort, { maxLength: 4 }),
    publicIpAddress: fc.constant('20.61.5.100'),
  },
  { requiredKeys: ['id', 'ports'] },
)
const anyBody = fc
  .uniqueArray(anyEntry, { selector: ({ id }) => id.toLowerCase(), maxLength: 8 })
  .map((virtualMachines) => ({ kind: 'Basic', properties: { virtualMachines, requests: [], appendMode: false } }))
const anyChange = fc.tuple(
  fc.integer({ min: 0, max: 9 }).map((i) => idOf(`web0${i}`)),
  fc.constantFrom<readonly PortRule[]>([], [rule(22)], [rule(22), rule(8443, { sources: ['10.0.0.0/8', '10.1.0.1'] })]),
)

test('a change of one VM never changes what is there of another, word for word', () => {
  fc.assert(
    fc.property(anyBody, anyChange, (body, [vm, rules]) => {
      const before = entriesOf(body)
      const sent = changedEntries(before, new Map([[vm, rules]]))
      const after = entriesOf({ properties: { virtualMachines: sent } })
      for (const [id, entry] of before) if (id !== vm) expect(after.get(id)).toBe(entry)
      for (const id of after.keys()) if (id !== vm) expect(before.has(id)).toBe(true)
      expect(after.has(vm)).toBe(rules.length > 0)
    }),
  )
})

test('a rule that stays the same stays as it was written, and so does the address of the firewall', () => {
  const ports = [
    {
      number: 22,
      protocol: 'tcp',
      allowedSourceAddressPrefixes: ['203.0.113.7/32'],
      maxRequestAccessDuration: 'PT180M',
    },
    { number: 80, protocol: 'TCP', allowedSourceAddressPrefix: '*', maxRequestAccessDuration: 'PT1H' },
  ]
  const id = idOf('web01').toUpperCase()
  const entries = entriesOf({ properties: { virtualMachines: [{ id, ports, publicIpAddress: '20.61.5.100' }] } })
  const wanted = [
    rule(22, { sources: ['203.0.113.7'] }),
    rule(80, { maxDurationMs: 5_400_000, sources: ['10.0.0.1', '10.0.0.2'] }),
  ]
  expect(changedEntries(entries, new Map([[idOf('web01'), wanted]]))).toEqual([
    {
      id,
      publicIpAddress: '20.61.5.100',
      ports: [
        ports[0],
        {
          number: 80,
          protocol: 'TCP',
          allowedSourceAddressPrefixes: ['10.0.0.1', '10.0.0.2'],
          maxRequestAccessDuration: 'PT1H30M',
        },
      ],
    },
  ])
})

test.each<[string, object, string[]]>([
  ['a setting of the policy', { tags: { a: 'b' }, properties: { virtualMachines: [] } }, ['tags']],
  ['a setting beside the VMs', { properties: { virtualMachines: [], mode: 'x' } }, ['mode']],
  ['another mode', { properties: { virtualMachines: [], appendMode: true } }, ['appendMode']],
  ['a setting of a VM', { properties: { virtualMachines: [{ id: 'a', ports: [], group: 1 }] } }, ['group']],
  [
    'a setting of a port',
    { properties: { virtualMachines: [{ id: 'a', ports: [{ number: 1, note: 'x' }] }] } },
    ['note'],
  ],
  [
    'a VM twice',
    {
      properties: {
        virtualMachines: [
          { id: 'a', ports: [] },
          { id: 'A', ports: [] },
        ],
      },
    },
    ['a VM that is listed twice'],
  ],
  ['nothing, nulls apart', { properties: { virtualMachines: [{ id: 'a', ports: [], tags: null }], requests: [] } }, []],
])('what would be lost is named: %s', (_what, body, names) => {
  expect(unkeptIn(body)).toEqual(names)
})

test('the order of properties makes no difference between entries', () => {
  const one = { id: 'A' as VmId, ports: [{ number: 22, protocol: 'TCP' }] }
  const other = { ports: [{ protocol: 'TCP', number: 22 }], id: 'A', publicIpAddress: null }
  const text = (entry: object) => [...entriesOf({ properties: { virtualMachines: [entry] } })]
  expect(text(one)).toEqual(text(other))
})
