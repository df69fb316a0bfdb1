import type { VmId } from '../ids.ts'
import type { Vm } from '../vm.ts'
import { type KnownPlaces, knownPlaces } from './known-places.ts'
import { buildNameIndex } from './name-index.ts'
import { buildSuggestions } from './suggest.ts'

/** All VMs of one reading of Azure, ready to be searched; what `Estate` of the ports promises, for one reading. */
export interface EstateIndex {
  get(id: VmId): Vm | undefined
  named(name: string): Vm[]
  matching(glob: string): Vm[]
  suggest(name: string, limit: number, known?: (vm: Vm) => boolean): Vm[]
  complete(typed: string, limit: number, allowed?: (vm: Vm) => boolean, known?: (vm: Vm) => boolean): Vm[]
  among(known: (vm: Vm) => boolean): readonly Vm[]
  /** Sorted by name, then by id. */
  all(): readonly Vm[]
  loadedAt(): number | undefined
  /** Puts a newer reading of a VM in the place of the one with its id; one that is not there is not added. */
  replace(vm: Vm): void
}

/** `loadedAt` in epoch milliseconds; undefined: nothing was read yet. */
export function buildEstateIndex(vms: readonly Vm[], loadedAt: number | undefined): EstateIndex {
  const keyed = vms.map((vm) => ({ key: vm.name.toLowerCase(), vm }))
  keyed.sort((a, b) => order(a.key, b.key) || order(a.vm.id, b.vm.id))
  const sorted = keyed.map(({ vm }) => vm)
  const places = new Map(sorted.map((vm, i) => [vm.id, i]))
  const index = buildNameIndex(keyed.map(({ key }) => key))
  const knownTo = knownPlaces(sorted, index.names)

  const take = (positions: Iterable<number>) => {
    const found: Vm[] = []
    for (const position of positions) {
      const vm = sorted[position]
      if (vm) found.push(vm)
    }
    return found
  }

  // Until a VM is replaced; whoever is told the same list again need not look at a hundred thousand.
  let listed = new WeakMap<(vm: Vm) => boolean, readonly Vm[]>()

  const all: KnownPlaces = { places: Uint32Array.from(sorted.keys()), index, near: buildSuggestions(index.names) }

  function placesOf(known: ((vm: Vm) => boolean) | undefined): KnownPlaces {
    const found = known && knownTo.of(known)
    return found && found.places.length < sorted.length ? found : all
  }

  function complete(
    typed: string,
    limit: number,
    allowed: (vm: Vm) => boolean = () => true,
    known?: (vm: Vm) => boolean,
  ): Vm[] {
    const part = typed.trim().toLowerCase()
    const { places, index } = placesOf(known)
    const [from, to] = index.startingWith(part)
    const found: Vm[] = []
    for (let i = from; i < to && found.length < limit; i++) {
      const vm = sorted[places[i] ?? -1]
      if (vm && allowed(vm)) found.push(vm)
    }
    if (found.length >= limit || part === '') return found
    for (const position of index.containing(part)) {
      const vm = sorted[places[position] ?? -1]
      if ((position >= from && position < to) || !vm || !allowed(vm)) continue
      found.push(vm)
      if (found.length >= limit) break
    }
    return found
  }

  return {
    get(id) {
      const place = places.get(id)
      return place === undefined ? undefined : sorted[place]
    },
    named(name) {
      const key = name.toLowerCase()
      const [from, to] = index.startingWith(key)
      const found: Vm[] = []
      for (let i = from; i < to && index.names[i] === key; i++) found.push(...take([i]))
      return found
    },
    matching: (glob) => take(index.matching(glob)),
    suggest(name, limit, known) {
      const typed = name.trim()
      const { near, places } = placesOf(known)
      const found = take(near(typed, limit).flatMap((position) => places[position] ?? []))
      const more = typed === '' ? [] : complete(typed, limit, undefined, known).filter((vm) => !found.includes(vm))
      return [...found, ...more].slice(0, limit)
    },
    complete,
    among(known) {
      const before = listed.get(known)
      if (before) return before
      const found = take(placesOf(known).places)
      listed.set(known, found)
      return found
    },
    all: () => sorted,
    loadedAt: () => loadedAt,
    replace(vm) {
      const place = places.get(vm.id)
      const older = place === undefined ? undefined : sorted[place]
      if (place === undefined || older?.name.toLowerCase() !== vm.name.toLowerCase()) return
      sorted[place] = vm
      listed = new WeakMap()
      // Who may know of a VM hangs on its tags.
      if (older.tags !== vm.tags) knownTo.forget()
    },
  }
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
