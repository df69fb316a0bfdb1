import { jitGuard } from '../../../src/domain/network/jit-guard.ts'
import type { PortRule } from '../../../src/domain/vm.ts'
import { behind, jitAllow, jitDeny, rule } from './rules.ts'

const rdp: PortRule = { number: 3389, protocol: 'TCP', sources: ['*'], maxDurationMs: 3_600_000 }
const ssh: PortRule = { ...rdp, number: 22 }

test('Defender’s allow rules, and the ports that its deny rule keeps shut', () => {
  expect(jitGuard([behind([jitAllow, jitDeny])], [rdp, ssh])).toMatchObject({
    allows: [{ name: jitAllow.name }],
    denied: [3389],
    open: [22],
    outranking: [],
  })
})

test('a port counts as denied only where every interface has the deny rule; each rule is told once', () => {
  const mine = rule({ name: 'mine', priority: 200 })
  expect(jitGuard([behind([jitDeny]), behind([])], [rdp])).toMatchObject({ denied: [], open: [3389] })
  expect(jitGuard([behind([mine, jitDeny]), behind([mine, jitDeny])], [rdp]).outranking).toHaveLength(1)
})

test('where no group guards there is nothing to tell', () => {
  const nothing = { allows: [], denied: [], open: [], outranking: [] }
  expect(jitGuard([{ address: '10.1.1.4', groups: [] }], [rdp])).toEqual(nothing)
})
