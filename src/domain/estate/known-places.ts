import type { Vm } from '../vm.ts'
import { buildNameIndex, type NameIndex } from './name-index.ts'
import { buildSuggestions } from './suggest.ts'

/** The VMs that one kind of reader may know of, in order: where they are in the list of all, and their names ready to be searched. */
export interface KnownPlaces {
  readonly places: Uint32Array
  readonly index: NameIndex
  readonly near: (typed: string, limit: number) => number[]
}

/** So many kinds of reader are remembered; of more, the one that came first is looked through again. */
const mostKinds = 12

/**
 * Remembers for each kind of reader which VMs they may know of. Looking through a hundred thousand VMs at each key that somebody types
 * would take too long; and what they may not know of must not show in what is suggested to them either.
 */
export function knownPlaces(
  vms: readonly Vm[],
  names: readonly string[],
): { of(known: (vm: Vm) => boolean): KnownPlaces; forget(): void } {
  const kinds = new Map<(vm: Vm) => boolean, KnownPlaces>()

  function of(known: (vm: Vm) => boolean): KnownPlaces {
    const before = kinds.get(known)
    if (before) return before
    const found: number[] = []
    for (const [place, vm] of vms.entries()) if (known(vm)) found.push(place)
    const [oldest] = kinds.size >= mostKinds ? kinds.keys() : []
    if (oldest) kinds.delete(oldest)
    const made = searchable(Uint32Array.from(found), names)
    kinds.set(known, made)
    return made
  }

  return { of, forget: () => kinds.clear() }
}

function searchable(places: Uint32Array, names: readonly string[]): KnownPlaces {
  const index = buildNameIndex(Array.from(places, (place) => names[place] ?? ''))
  let near: KnownPlaces['near'] | undefined
  return {
    places,
    index,
    near(typed, limit) {
      near ??= buildSuggestions(index.names)
      return near(typed, limit)
    },
  }
}
