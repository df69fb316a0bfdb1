import { coverFor, refusalOf, ruleFor } from '../jit-policy.ts'
import { prefixesOf } from '../source-ranges.ts'
import type { JitCover, Vm } from '../vm.ts'
import type { Ask, Bound, Finding, Requirement } from './analysis.ts'

/** What Defender's own port rules add to the access policy. They are named `Defender` where a rule would be named. */
export interface DefenderLimits {
  readonly findings: readonly Finding[]
  readonly durations: readonly Bound<number>[]
  readonly sources: Requirement['sources']
}

const rule = 'Defender'

/** The port rules for what is asked, as bounds, and what they refuse already: a port that is not there, a source outside. */
export function defenderLimits(targets: Ask['targets'], source: Ask['source']): DefenderLimits {
  const findings: Finding[] = []
  const durations: Bound<number>[] = []
  const sources = new Map<string, Requirement['sources'][number]>()
  for (const { vm, ports } of targets) {
    // Of several machines it is told which one refuses.
    const whose = targets.length > 1 ? { vmName: vm.name } : {}
    const cover = coverOf(
      vm,
      ports.map(({ number }) => number),
    )
    for (const { number } of ports) {
      const portRule = cover && ruleFor(cover, number)
      if (!portRule) {
        const allowed = cover?.rules.map((other) => other.number).sort((a, b) => a - b) ?? []
        findings.push({ kind: 'port not in JIT policy', vmName: vm.name, port: number, allowed })
        continue
      }
      durations.push({ value: portRule.maxDurationMs, rule, ...whose })
      if (!portRule.sources.includes('*')) {
        const prefixes = [...portRule.sources].sort()
        sources.set(prefixes.join(), { rule, prefixes })
      }
      for (const prefix of source ? prefixesOf(source) : []) {
        const refusal = refusalOf(cover, { port: number, durationMs: portRule.maxDurationMs, source: prefix })
        if (refusal?.kind === 'source')
          findings.push({ kind: 'source not allowed', rule, source: prefix, allowed: refusal.allowed, ...whose })
      }
    }
  }
  return { findings, durations, sources: [...sources.entries()].sort().map(([, entry]) => entry) }
}

/** The JIT policy that has all of these ports, or else the one that has most of them. */
function coverOf(vm: Vm, ports: readonly number[]): JitCover | undefined {
  if (vm.jit.kind !== 'configured') return undefined
  const has = (cover: JitCover) => ports.filter((port) => ruleFor(cover, port)).length
  const [most] = [...vm.jit.covers].sort((a, b) => has(b) - has(a))
  return coverFor(vm, ports) ?? most
}
