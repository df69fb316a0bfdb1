import { matchesFilter, type VmKind } from '../bot/text/parse-vms.ts'
import { buildNameIndex, type NameIndex } from '../domain/estate/name-index.ts'
import type { Vm } from '../domain/vm.ts'
import type { Estate } from '../ports/estate.ts'

/** Machines of one search, by how they are configured: where they stand among those that somebody may know of, in that order. */
export type MachineLists = Readonly<Record<VmKind, Uint32Array>>

type Known = (vm: Vm) => boolean

const kinds: readonly VmKind[] = ['configured', 'not configured', 'unsupported']
const mostRemembered = 24

/**
 * The machines of one kind of reader. A hundred thousand of them lie all over the memory, so that to look at each takes longer than all
 * else together: what a search needs of them is kept side by side, and looked up again only for those that have changed.
 */
interface Whole {
  readonly vms: readonly Vm[]
  /** Of each machine, its place in `kinds`. */
  readonly kindOf: Uint8Array
  readonly names: NameIndex
  readonly found: Map<string, MachineLists>
}

/** A part of the list of a kind, of the machines that match a filter and that somebody may know of, with the lists of all kinds. */
export function machineLists(estate: Estate) {
  // People of the same rights share one function, so that there are few of them.
  const everybody = new WeakMap<Known, Whole>()

  return (
    known: Known,
    filter: readonly string[],
    kind: VmKind,
    part: { readonly from: number; readonly to: number },
  ): { readonly lists: MachineLists; readonly shown: readonly Vm[] } => {
    const whole = wholeOf(estate.among(known), everybody.get(known))
    everybody.set(known, whole)
    const lists = remembered(whole, filter)
    const shown = Array.from(lists[kind].subarray(part.from, part.to), (place) => whole.vms[place])
    return { lists, shown: shown.filter((vm) => vm !== undefined) }
  }
}

/** Turning pages and typing on ask for the same again and again. What was not asked for the longest is forgotten first. */
function remembered(whole: Whole, filter: readonly string[]): MachineLists {
  const key = filter.join(' ').toLowerCase()
  const lists = whole.found.get(key) ?? search(whole, filter)
  whole.found.delete(key)
  whole.found.set(key, lists)
  const [oldest] = whole.found.size > mostRemembered ? whole.found.keys() : []
  if (oldest !== undefined) whole.found.delete(oldest)
  return lists
}

function search({ vms, kindOf, names }: Whole, filter: readonly string[]): MachineLists {
  // What is a part of a name, or a pattern of one, has an index; only what else is asked for takes a look at machines.
  const named = filter.find((word) => !/^(tag|rg):/i.test(word))
  const places =
    named === undefined
      ? kindOf.keys()
      : /[*?]/.test(named)
        ? names.matching(named)
        : names.containing(named.toLowerCase())
  const others = filter.filter((word) => word !== named)
  const matches = others.length === 0 ? undefined : matchesFilter(others)
  const found: Readonly<Record<VmKind, number[]>> = { configured: [], 'not configured': [], unsupported: [] }
  for (const place of places) {
    const vm = matches && vms[place]
    if (!vm || matches(vm)) found[kinds[kindOf[place] ?? 0] ?? 'configured'].push(place)
  }
  return {
    configured: Uint32Array.from(found.configured),
    'not configured': Uint32Array.from(found['not configured']),
    unsupported: Uint32Array.from(found.unsupported),
  }
}

/** The same as `before` where nothing has changed since: the estate answers the same list then. A machine that was read anew is another object. */
function wholeOf(vms: readonly Vm[], before: Whole | undefined): Whole {
  if (before?.vms === vms) return before
  const kindOf = new Uint8Array(vms.length)
  let renamed = before?.vms.length !== vms.length
  for (let place = 0; place < vms.length; place++) {
    const [vm, older] = [vms[place], before?.vms[place]]
    if (vm === undefined) continue
    kindOf[place] = older === vm ? (before?.kindOf[place] ?? 0) : kinds.indexOf(vm.jit.kind)
    renamed ||= older !== vm && older?.id !== vm.id
  }
  const names = before && !renamed ? before.names : buildNameIndex(vms.map(({ name }) => name.toLowerCase()))
  return { vms, kindOf, names, found: new Map() }
}
