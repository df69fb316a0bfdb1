import { globMatches } from '../glob.ts'
import type { Condition } from './policy.ts'

/**
 * Whether every VM and port that `inner` speaks of is spoken of by `outer` too. Never says so wrongly; may miss it where several parts
 * of `outer` only together hold what one part of `inner` holds.
 */
export function implies(inner: Condition, outer: Condition): boolean {
  const { vm: a = {} } = inner
  const { vm: b = {} } = outer
  const known = ['names', 'tags', 'resourceGroups', 'subscriptions', 'locations', 'os']
  // A part that is not known here could make `outer` narrower.
  if (Object.keys(b).some((part) => !known.includes(part)) && JSON.stringify(a) !== JSON.stringify(b)) return false
  return (
    within(a.names, b.names, globHolds) &&
    within(a.resourceGroups, b.resourceGroups, same) &&
    within(a.subscriptions, b.subscriptions, same) &&
    within(a.locations, b.locations, same) &&
    within(a.os, b.os, same) &&
    within(inner.ports, outer.ports, (one, other) => one === other) &&
    Object.entries(b.tags ?? {}).every(([key, values]) => within(tagOf(a.tags, key), values, same))
  )
}

/** Whether whatever matches one of `inner` matches one of `outer`; absent stands for everything. */
function within<T>(
  inner: readonly T[] | undefined,
  outer: readonly T[] | undefined,
  holds: (inner: T, outer: T) => boolean,
): boolean {
  if (outer === undefined) return true
  return inner?.every((one) => outer.some((other) => holds(one, other))) ?? false
}

function tagOf(tags: Readonly<Record<string, readonly string[]>> | undefined, key: string) {
  return Object.entries(tags ?? {}).find(([name]) => same(name, key))?.[1]
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** A glob of no run at all, of one character and of many that appear nowhere: what holds all three holds every one. */
function globHolds(inner: string, outer: string): boolean {
  const runs = ['', '\u0001', '\u0001'.repeat(90)]
  return runs.every((run) => globMatches(outer, inner.replaceAll('*', run).replaceAll('?', '\u0001')))
}
