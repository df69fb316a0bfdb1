import type { Vm } from '../vm.ts'

/** So many kinds of reader are remembered; of more, the one that came first is looked through again. */
const mostKinds = 32

/**
 * Remembers for each kind of reader where in the list the VMs are that they may know of, in order. Looking through a hundred thousand
 * VMs at each key that somebody types would take too long.
 */
export function knownPlaces(vms: readonly Vm[]): { of(known: (vm: Vm) => boolean): Uint32Array; forget(): void } {
  const places = new Map<(vm: Vm) => boolean, Uint32Array>()
  function of(known: (vm: Vm) => boolean): Uint32Array {
    const before = places.get(known)
    if (before) return before
    const found: number[] = []
    for (const [place, vm] of vms.entries()) if (known(vm)) found.push(place)
    const [oldest] = places.size >= mostKinds ? places.keys() : []
    if (oldest) places.delete(oldest)
    const made = Uint32Array.from(found)
    places.set(known, made)
    return made
  }

  return { of, forget: () => places.clear() }
}
