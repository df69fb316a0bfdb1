import fc from 'fast-check'
import type { Condition } from '../../../src/domain/access-policy/policy.ts'
import { adam, aisha, ask, emma, eva, hour, oscar, portRule, rule, vm } from './samples.ts'

export const people = [emma, eva, adam, aisha, oscar]
export const vms = [
  vm('web01', {}, [portRule(22, { maxDurationMs: 3 * hour }), portRule(3389, { sources: ['203.0.113.0/24'] })]),
  vm('db01', { tags: { env: 'dev' }, resourceGroup: 'rg-data' }, [portRule(22)]),
  vm('web', { tags: {} }),
]

export const conditions: fc.Arbitrary<Condition> = fc.record(
  {
    vm: fc.record(
      {
        names: fc.subarray(['web*', 'w*', 'web01', 'web0?', '*', 'db*'], { minLength: 1, maxLength: 2 }),
        tags: fc.constantFrom({ env: ['prod'] }, { ENV: ['prod', 'dev'] }, { env: ['dev', 'PROD', 'test'] }),
        resourceGroups: fc.subarray(['RG-WEB', 'rg-data'], { minLength: 1 }),
      },
      { requiredKeys: [] },
    ),
    ports: fc.subarray([22, 3389], { minLength: 1 }),
  },
  { requiredKeys: [] },
)

const hours = fc.constantFrom(1, 2, 4, 9).map((n) => n * hour)
const grants = fc
  .record(
    {
      when: conditions,
      requesters: fc.constantFrom(['platform'], ['everyone'], ['leads']),
      approvals: fc.array(
        fc.record({ count: fc.integer({ min: 1, max: 2 }), from: fc.constantFrom(['leads'], ['seconds', 'leads']) }),
        {
          maxLength: 2,
        },
      ),
      selfApproval: fc.boolean(),
      maxDurationMs: hours,
      reason: fc.record(
        { required: fc.boolean(), pattern: fc.constantFrom('INC', '^.') },
        { requiredKeys: ['required'] },
      ),
      sources: fc.record(
        { networks: fc.constantFrom(['office'], ['office', 'vpn'], ['vpn']), narrowest: fc.constantFrom(8, 24, 32) },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['when', 'requesters', 'approvals', 'selfApproval'] },
  )
  .map((change) => rule('grant', change))
const denies = conditions.map((when) => rule('deny', { when, deny: 'closed' }))

/** Rules with names of their own; about a quarter of the lists have one to deny. */
export const rules = fc
  .tuple(
    fc.array(grants, { minLength: 1, maxLength: 4 }),
    fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(denies, { maxLength: 1 }) }),
  )
  .map(([some, others]) => [...some, ...others].map((each, index) => ({ ...each, name: `${each.name} ${index}` })))

export const asks = fc
  .record(
    {
      requester: fc.constantFrom(...people),
      targets: fc
        .tuple(fc.constantFrom(...vms), fc.subarray([22, 3389, 443], { minLength: 1 }))
        .map(([machine, ports]) => [
          { vm: machine, ports: ports.map((number) => ({ number, protocol: 'TCP' as const })) },
        ]),
      durationMs: fc.constantFrom(60_000, hour, 3 * hour, 30 * hour, Number.NaN),
      source: fc
        .constantFrom('203.0.113.7/32', '203.0.113.0/24', '198.51.100.0/24', '192.0.2.1/32')
        .map((prefix) => ({ prefix })),
      reason: fc.constantFrom('', 'INC1', 'because'),
    },
    { requiredKeys: ['requester', 'targets'] },
  )
  .map(({ durationMs, source, reason, ...rest }) => {
    const { durationMs: _, source: __, reason: ___, ...bare } = ask(rest)
    return {
      ...bare,
      ...(durationMs === undefined ? {} : { durationMs }),
      ...(source === undefined ? {} : { source }),
      ...(reason === undefined ? {} : { reason }),
    }
  })
