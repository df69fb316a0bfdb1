import { decidingRules } from '../domain/network/deciding-rules.ts'
import { type GuardedInterface, hasPort, type NetworkRule } from '../domain/network/network-rule.ts'
import { reach } from '../domain/network/reach.ts'
import type { Target } from '../domain/request.ts'
import { showSource } from '../domain/source.ts'
import { hasOnly } from '../domain/source-ranges.ts'
import type { Vm } from '../domain/vm.ts'
import type { Network } from '../ports/network.ts'
import type { Text } from '../words/text.ts'

/** `can not`: the rules may not be read or deleted, or there are none. `reachable`: another rule lets the same source in. */
export type ShutByNetwork =
  | { readonly kind: 'shut' }
  | { readonly kind: 'can not'; readonly why: Text }
  | { readonly kind: 'reachable'; readonly why: Text }

/** Deletes the allow rules that Defender made for a window, and looks whether the port is shut to each of these sources then. May be repeated. Throws `AzureError`. */
export async function shutByNetwork(
  network: Network,
  vm: Vm,
  target: Target,
  sources: readonly string[],
): Promise<ShutByNetwork> {
  const before = await network.read(vm)
  if (before.kind === 'forbidden') return { kind: 'can not', why: mayNot(before.action) }
  if (before.kind !== 'read') return { kind: 'can not', why: ({ words }) => words.shut.noRules }
  for (const { group, name } of allowsOf(before.interfaces, target, sources)) {
    const removed = await network.removeJitAllow({ group, name })
    if (removed.kind === 'forbidden') return { kind: 'can not', why: mayNot(removed.action) }
  }
  const after = await network.read(vm)
  if (after.kind !== 'read') return { kind: 'reachable', why: ({ words }) => words.shut.cannotSee }
  const connections = target.ports.flatMap(({ number: port, protocol }) =>
    sources.map((source) => ({ source, port, protocol })),
  )
  for (const connecting of connections) {
    for (const guarded of after.interfaces) {
      const found = reach(guarded, connecting)
      if (found.kind === 'open' || found.kind === 'partly') {
        const by = (found.kind === 'open' ? found.by : found.open).map(({ name }) => name)
        const rules = [...new Set(by)].join(', ')
        const from = sources.length > 1 ? showSource(connecting.source) : undefined
        return {
          kind: 'reachable',
          why: ({ words: { shut } }) => (from ? shut.ruleLetsInFrom(rules, from) : shut.ruleLetsIn(rules)),
        }
      }
      if (found.kind === 'unknown') return { kind: 'reachable', why: ({ words }) => words.shut.cannotTell }
    }
  }
  return { kind: 'shut' }
}

function mayNot(action: string): Text {
  return ({ words }) => words.opened.blind.forbidden(action)
}

/** Defender's allow rules for none but these sources and none but these ports. */
function allowsOf(interfaces: readonly GuardedInterface[], target: Target, sources: readonly string[]): NetworkRule[] {
  const numbers = target.ports.map(({ number }) => number)
  const rules = interfaces.flatMap((guarded) =>
    target.ports.flatMap(({ number, protocol }) => decidingRules(guarded, number, protocol).jitAllows),
  )
  const ours = rules.filter(
    (rule) =>
      rule.sources.every((source) => hasOnly(source, sources)) &&
      rule.ports.every(({ first, last }) => first === last && numbers.includes(first)) &&
      numbers.some((number) => hasPort(rule, number)),
  )
  return [...new Map(ours.map((rule) => [`${rule.group}/${rule.name}`, rule])).values()]
}
