import { includes } from './evaluate-rules.ts'
import { parseIpv4Range } from './ipv4.ts'
import { portMatches, type SecurityRule } from './security-rule.ts'

/** A rule of a filter with the key by which it is known whatever it is named or numbered. */
export type PlacedRule = SecurityRule & { readonly key: string; readonly origin: 'user' | 'deny' | 'allow' | 'default' }

/** The rules of one filter by their priority, which is unique in it. */
export type RuleTable = Map<number, PlacedRule>

const lastPriority = 4096

/** Puts a deny rule in the last free place or, when `inserted`, above the first user's rule that it would otherwise lose to. */
export function placeDeny(table: RuleTable, rule: PlacedRule, placement: 'last' | 'inserted'): void {
  const inTheWay = placement === 'inserted' ? firstAllowOver(table, rule) : undefined
  if (inTheWay !== undefined) {
    insertAt(table, { ...rule, priority: inTheWay })
    return
  }
  let priority = lastPriority
  while (table.has(priority)) priority--
  table.set(priority, { ...rule, priority })
}

/** The priority of the first user's rule that would let in what this deny rule is to keep out. */
function firstAllowOver(table: RuleTable, deny: PlacedRule): number | undefined {
  const address = parseIpv4Range(deny.destinations[0] ?? '')
  if (address === undefined) return undefined
  const priorities = [...table.values()]
    .filter((rule) => rule.origin === 'user' && rule.access === 'Allow')
    .filter((rule) => deny.ports.some((port) => rule.ports.some((ports) => portMatches(ports, Number(port)))))
    .filter((rule) => rule.destinations.some((destination) => includes(destination, address, address)))
    .map((rule) => rule.priority)
  return priorities.length === 0 ? undefined : Math.min(...priorities)
}

/** Puts the rule at its priority; what stands there moves down by one, and so on. */
export function insertAt(table: RuleTable, rule: PlacedRule): void {
  const standing = table.get(rule.priority)
  table.set(rule.priority, rule)
  if (standing !== undefined) insertAt(table, { ...standing, priority: standing.priority + 1 })
}
