import type { RecordedWindow } from '../../src/domain/drift.ts'
import { parseNsgId } from '../../src/domain/ids.ts'
import type { NetworkRule } from '../../src/domain/network/network-rule.ts'
import { type RuleDrift, ruleDriftKey, ruleDrifts } from '../../src/domain/rule-drift.ts'
import type { Vm } from '../../src/domain/vm.ts'
import { must, noon, target } from '../fixtures.ts'

const { vm: id, policy } = target()
const group = must(
  parseNsgId(
    '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-web/providers/Microsoft.Network/networkSecurityGroups/nsg-web',
  ),
)
const vm: Vm = {
  ...{ id, name: 'web01', subscription: '1', resourceGroup: 'rg-web', location: 'westeurope', os: 'windows', tags: {} },
  jit: {
    kind: 'configured',
    covers: [{ policy, rules: [{ number: 3389, protocol: 'TCP', sources: ['*'], maxDurationMs: 3_600_000 }] }],
  },
}
const hex = 'c7712dbd5f0d73ebcf0ac3406e56c55e'
const rule = (changes: Partial<NetworkRule>): NetworkRule => ({
  ...{ group, name: 'rule', priority: 100, access: 'allow', protocol: 'TCP', narrowed: false },
  ...{ sources: ['203.0.113.7'], destinations: ['10.0.0.4'], ports: [{ first: 3389, last: 3389 }] },
  ...changes,
})
const allow = rule({ name: `MicrosoftDefenderForCloud-JITRule-1-${hex}` })
const deny = rule({
  name: `MicrosoftDefenderForCloud-JITRule_1_${hex}`,
  access: 'deny',
  priority: 4096,
  sources: ['*'],
})
const open: RecordedWindow = {
  ...{ policy, vm: id, ports: [3389], sources: ['203.0.113.7/32'], startedAt: noon - 1, endsAt: noon + 3_600_000 },
  alive: true,
  allClaims: [],
  parts: [],
}
const drifts = (rules: readonly NetworkRule[], windows: readonly RecordedWindow[] = [], now = noon) =>
  ruleDrifts(vm, [{ address: '10.0.0.4', groups: [{ id: group, rules }] }], windows, now)
const kinds = (found: readonly RuleDrift[]) => found.map(({ kind, rule }) => `${kind} ${rule?.name ?? ''}`.trim())

test('as Defender leaves it there is nothing: shut, open for a window, and for a while after its end', () => {
  expect(drifts([deny])).toEqual([])
  expect(drifts([allow, deny], [open])).toEqual([])
  const over = { ...open, alive: false, endsAt: noon - 60_000 }
  expect(drifts([allow, deny], [over])).toEqual([])
  expect(kinds(drifts([allow, deny], [over], noon + 3_600_000))).toEqual([`outlives ${allow.name}`])
})

test('an allow rule is explained by a window of its own port and source alone', () => {
  expect(kinds(drifts([allow, deny], [{ ...open, sources: ['203.0.113.8/32'] }]))).toEqual([`outlives ${allow.name}`])
  expect(kinds(drifts([allow, deny], [{ ...open, ports: [22] }]))).toEqual([`outlives ${allow.name}`])
  const edited = rule({ name: allow.name, sources: ['*'] })
  expect(kinds(drifts([edited, deny], [open]))).toEqual([`outlives ${allow.name}`])
})

test('somebody’s allow rule counts only where it is asked before Defender’s deny rule', () => {
  expect(kinds(drifts([rule({ name: 'mine', priority: 200 }), deny]))).toEqual(['outranks mine'])
  expect(drifts([{ ...deny, priority: 150 }, rule({ name: 'mine', priority: 200 })])).toEqual([])
  expect(drifts([rule({ name: 'mine', ports: [{ first: 443, last: 443 }] }), deny])).toEqual([])
})

test('without the deny rule that is what is told; a machine that no group guards has no rules', () => {
  expect(kinds(drifts([rule({ name: 'mine' })]))).toEqual(['no deny'])
  expect(ruleDrifts(vm, [{ address: '10.0.0.4', groups: [] }], [], noon)).toEqual([])
  expect(
    ruleDrifts({ ...vm, jit: { kind: 'not configured' } }, [{ address: '10.0.0.4', groups: [] }], [], noon),
  ).toEqual([])
})

test('the same rule edited to another source is another finding', () => {
  const [one] = drifts([rule({ name: 'mine' }), deny])
  const [other] = drifts([rule({ name: 'mine', sources: ['*'] }), deny])
  expect(ruleDriftKey(must(one))).not.toBe(ruleDriftKey(must(other)))
})
