import type { PortRule, Protocol, Vm } from '../vm.ts'

/** The maximum that Defender proposes. */
export const usualMaximumMs = 3 * 3_600_000

function openToAll(number: number, protocol: Protocol): PortRule {
  return { number, protocol, sources: ['*'], maxDurationMs: usualMaximumMs }
}

/** What Defender recommends for every VM: SSH, RDP and both ports of WinRM, any protocol, from anywhere. */
export const recommendedRules: readonly PortRule[] = [22, 3389, 5985, 5986].map((port) => openToAll(port, '*'))

/** What the portal proposes on a VM's own page: the way in that its operating system has. */
export function defaultRules(os: Vm['os']): readonly PortRule[] {
  if (os === 'windows') return [openToAll(3389, 'TCP')]
  if (os === 'linux') return [openToAll(22, 'TCP')]
  return [openToAll(22, 'TCP'), openToAll(3389, 'TCP')]
}

/** Whether two lists allow the same: neither the order of the rules nor that of their sources counts. */
export function sameRules(one: readonly PortRule[], other: readonly PortRule[]): boolean {
  return fingerprint(one) === fingerprint(other)
}

function fingerprint(rules: readonly PortRule[]): string {
  const each = rules.map(({ number, protocol, sources, maxDurationMs }) =>
    JSON.stringify([number, protocol, [...new Set(sources.map(withoutLength))].sort(), maxDurationMs]),
  )
  return each.sort().join()
}

function withoutLength(source: string): string {
  return source.replace(/\/32$/, '')
}

/** Ports that could be asked for before and no longer can. */
export function lostPorts(before: readonly PortRule[], after: readonly PortRule[]): number[] {
  const kept = new Set(after.map(({ number }) => number))
  return [...new Set(before.map(({ number }) => number))].filter((port) => !kept.has(port))
}

/** The rules with these in the place of those for the same ports, the new ones at the end. */
export function withRules(rules: readonly PortRule[], changes: readonly PortRule[]): PortRule[] {
  const changed = new Map(changes.map((rule) => [rule.number, rule]))
  const kept = rules.map((rule) => changed.get(rule.number) ?? rule)
  return [...new Set([...kept, ...changes])]
}
