import { matchesFilter, type VmKind } from '../bot/text/parse-vms.ts'
import type { Vm } from '../domain/vm.ts'
import type { Estate } from '../ports/estate.ts'

/** Machines of one search, sorted, by how they are configured. */
export type MachineLists = Readonly<Record<VmKind, readonly Vm[]>>

type Known = (vm: Vm) => boolean

const mostRemembered = 16
/** A machine may be read anew between two readings of the estate. */
const rememberedMs = 5_000

/**
 * Lists of the machines that match a filter, of those that somebody may know of. Turning pages and typing on ask for the same again and
 * again: the newest lists are remembered for some seconds, by the function that says what may be known.
 */
export function machineLists(estate: Estate, elapsedMs: () => number = () => performance.now()) {
  const remembered = new Map<string, { readonly known: Known; readonly until: number; readonly lists: MachineLists }>()

  return (known: Known, filter: readonly string[]): MachineLists => {
    const key = `${estate.loadedAt()} ${filter.join(' ').toLowerCase()}`
    const before = remembered.get(key)
    if (before && before.known === known && before.until > elapsedMs()) return before.lists
    const lists = sorted(candidates(estate, known, filter), filter)
    remembered.delete(key)
    remembered.set(key, { known, until: elapsedMs() + rememberedMs, lists })
    const [oldest] = remembered.size > mostRemembered ? remembered.keys() : []
    if (oldest !== undefined) remembered.delete(oldest)
    return lists
  }
}

const everything = 1_000_000

/** A part of a name has an index; what else narrows the list is looked for among these. */
function candidates(estate: Estate, known: Known, filter: readonly string[]): readonly Vm[] {
  const part = filter.find((word) => !/[*?]/.test(word) && !/^(tag|rg):/i.test(word))
  return part === undefined ? estate.among(known) : estate.complete(part, everything, undefined, known)
}

function sorted(vms: readonly Vm[], filter: readonly string[]): MachineLists {
  const lists: Record<VmKind, Vm[]> = { configured: [], 'not configured': [], unsupported: [] }
  const matches = matchesFilter(filter)
  for (const vm of vms) if (filter.length === 0 || matches(vm)) lists[vm.jit.kind].push(vm)
  return lists
}
