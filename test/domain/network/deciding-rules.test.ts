import { decidingRules } from '../../../src/domain/network/deciding-rules.ts'
import { jitRuleKind } from '../../../src/domain/network/jit-rule.ts'
import { behind, jitAllow, jitAllowName, jitDeny, jitDenyName, rule } from './rules.ts'

test('Defender’s rules are known by their name, of before May 2023 too', () => {
  for (const name of [jitAllowName, jitAllowName.replace('MicrosoftDefenderForCloud', 'SecurityCenter')])
    expect(jitRuleKind(name)).toBe('allow')
  for (const name of [
    jitDenyName,
    jitDenyName.toLowerCase(),
    jitDenyName.replace('MicrosoftDefenderForCloud', 'SecurityCenter'),
  ])
    expect(jitRuleKind(name)).toBe('deny')
  for (const name of ['', 'allow-rdp', `x${jitAllowName}`, `${jitAllowName}0`, jitAllowName.replace('-7-', '-7_')])
    expect(jitRuleKind(name)).toBeUndefined()
})

test('the rules that decide on a port of this VM, and of no other VM or port', () => {
  const ofAnother = { ...jitAllow, name: jitAllowName.replace('-7-', '-8-'), destinations: ['10.1.1.5'] }
  const otherPort = { ...jitAllow, name: jitAllowName.replace('-7-', '-9-'), ports: [{ first: 22, last: 22 }] }
  const loose = rule({ name: 'allow-all', priority: 300 })
  const below = rule({ name: 'too-late', priority: 4_097 })
  const toDeny = { ...jitAllow, name: jitAllowName.replace('-7-', '-6-'), access: 'deny' } as const
  const guarded = behind([below, loose, otherPort, ofAnother, jitDeny, jitAllow, toDeny])
  expect(decidingRules(guarded, 3389, 'TCP')).toEqual({
    jitAllows: [jitAllow],
    jitDenies: [jitDeny],
    outranking: [loose],
  })
  expect(decidingRules(guarded, 3389, '*').jitAllows).toEqual([jitAllow])
  expect(decidingRules(guarded, 3389, 'UDP').jitAllows).toEqual([])
  expect(decidingRules({ ...guarded, address: 'nothing' }, 3389, 'TCP')).toEqual({
    jitAllows: [],
    jitDenies: [],
    outranking: [],
  })
})

test('without a deny rule every rule that lets in counts, but Azure’s own at the end', () => {
  const own = rule({ name: 'AllowVnetInBound', priority: 65_000, sources: ['VirtualNetwork'] })
  const late = rule({ priority: 4_096 })
  expect(decidingRules(behind([late, own]), 3389, 'TCP').outranking).toEqual([late])
})
