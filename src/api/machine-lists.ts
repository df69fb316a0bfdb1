import { matchesFilter, type VmKind } from '../bot/text/parse-vms.ts'
import type { Vm } from '../domain/vm.ts'
import type { Estate } from '../ports/estate.ts'

/** Machines of one search, sorted, by how they are configured. */
export type MachineLists = Readonly<Record<VmKind, readonly Vm[]>>

type Known = (vm: Vm) => boolean

/** A part of a name has an index, which is quick where it finds little; what finds more is looked for in all of the estate. */
const littleEnough = 2_000
const mostRemembered = 24
const rememberedMs = 60_000

/**
 * A part of the list of a kind, of the machines that match a filter and that somebody may know of, with the counts of all kinds. Lists that
 * took a look at the whole estate are remembered for a minute, by the function that says what may be known: turning pages and typing on
 * ask for the same again and again.
 */
export function machineLists(estate: Estate, elapsedMs: () => number = () => performance.now()) {
  // People of the same rights share one function, so that there are few of them.
  const everybody = new WeakMap<Known, Map<string, { readonly until: number; readonly lists: MachineLists }>>()

  function listsOf(known: Known, filter: readonly string[], anew: boolean): MachineLists {
    const key = `${estate.loadedAt()} ${filter.join(' ').toLowerCase()}`
    const remembered = everybody.get(known) ?? new Map()
    everybody.set(known, remembered)
    const before = remembered.get(key)
    if (!anew && before && before.until > elapsedMs()) {
      // Taken out and put in again: what was not asked for the longest is forgotten first.
      remembered.delete(key)
      remembered.set(key, before)
      return before.lists
    }
    const few = fewOf(estate, known, filter)
    if (few) return sorted(few, filter)
    const lists =
      filter.length === 0
        ? sorted(estate.among(known), filter)
        : narrowed(listsOf(known, [], anew), matchesFilter(filter))
    remembered.delete(key)
    remembered.set(key, { until: elapsedMs() + rememberedMs, lists })
    const [oldest] = remembered.size > mostRemembered ? remembered.keys() : []
    if (oldest !== undefined) remembered.delete(oldest)
    return lists
  }

  return (
    known: Known,
    filter: readonly string[],
    kind: VmKind,
    part: { readonly from: number; readonly to: number },
  ): { readonly lists: MachineLists; readonly shown: readonly Vm[] } => {
    const shownOf = (lists: MachineLists) => lists[kind].slice(part.from, part.to).map(({ id }) => estate.get(id))
    const isSound = (vm: Vm | undefined): vm is Vm => vm?.jit.kind === kind
    const lists = listsOf(known, filter, false)
    const shown = shownOf(lists)
    if (shown.every(isSound)) return { lists, shown }
    // A machine was configured since, or is gone: that is looked at anew.
    const newer = listsOf(known, filter, true)
    return { lists: newer, shown: shownOf(newer).filter(isSound) }
  }
}

/** What everything is narrowed from is remembered too: its machines are not looked up and sorted again. */
function narrowed(lists: MachineLists, matches: (vm: Vm) => boolean): MachineLists {
  return {
    configured: lists.configured.filter(matches),
    'not configured': lists['not configured'].filter(matches),
    unsupported: lists.unsupported.filter(matches),
  }
}

/** Undefined: there are many, or the index knows nothing of it. */
function fewOf(estate: Estate, known: Known, filter: readonly string[]): readonly Vm[] | undefined {
  const part = filter.find((word) => !/[*?]/.test(word) && !/^(tag|rg):/i.test(word))
  const found = part === undefined ? undefined : estate.complete(part, littleEnough, undefined, known)
  return found && found.length < littleEnough ? found.sort(byName) : undefined
}

/** As the estate itself is sorted. */
function byName(one: Vm, other: Vm): number {
  const [a, b] = [one.name.toLowerCase(), other.name.toLowerCase()]
  return a === b ? (one.id < other.id ? -1 : 1) : a < b ? -1 : 1
}

function sorted(vms: readonly Vm[], filter: readonly string[]): MachineLists {
  const lists: Record<VmKind, Vm[]> = { configured: [], 'not configured': [], unsupported: [] }
  const matches = matchesFilter(filter)
  for (const vm of vms) if (filter.length === 0 || matches(vm)) lists[vm.jit.kind].push(vm)
  return lists
}
