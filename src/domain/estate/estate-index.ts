import type { VmId } from '../ids.ts'
import type { Vm } from '../vm.ts'
import { knownPlaces } from './known-places.ts'
import { buildNameIndex } from './name-index.ts'
import { buildSuggestions } from './suggest.ts'

/** All VMs of one reading of Azure, ready to be searched; what `Estate` of the ports promises, for one reading. */
export interface EstateIndex {
  get(id: VmId): Vm | undefined
  named(name: string): Vm[]
  matching(glob: string): Vm[]
  suggest(name: string, limit: number): Vm[]
  complete(typed: string, limit: number, allowed?: (vm: Vm) => boolean, known?: (vm: Vm) => boolean): Vm[]
  among(known: (vm: Vm) => boolean): Vm[]
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
  const near = buildSuggestions(index.names)
  const knownTo = knownPlaces(sorted)

  const take = (positions: Iterable<number>) => {
    const found: Vm[] = []
    for (const position of positions) {
      const vm = sorted[position]
      if (vm) found.push(vm)
    }
    return found
  }

  /** Of the VMs that somebody may know of: those that start so, then those that have it in them. */
  function completeKnown(part: string, limit: number, allowed: (vm: Vm) => boolean, places: Uint32Array): Vm[] {
    const [from, to] = index.startingWith(part)
    const found: Vm[] = []
    const take = (place: number) => {
      const vm = sorted[place]
      if (vm && allowed(vm)) found.push(vm)
    }
    for (let i = firstPlace(places, from); found.length < limit; i++) {
      const place = places[i]
      if (place === undefined || place >= to) break
      take(place)
    }
    if (part === '') return found
    for (const place of places) {
      if (found.length >= limit) break
      if ((place < from || place >= to) && index.names[place]?.includes(part)) take(place)
    }
    return found
  }

  function complete(
    typed: string,
    limit: number,
    allowed: (vm: Vm) => boolean = () => true,
    known?: (vm: Vm) => boolean,
  ): Vm[] {
    const part = typed.trim().toLowerCase()
    const places = known && knownTo.of(known)
    // Whoever may know of everything is served by the index of all names.
    if (places && places.length < sorted.length) return completeKnown(part, limit, allowed, places)
    const [from, to] = index.startingWith(part)
    const found: Vm[] = []
    for (let i = from; i < to && found.length < limit; i++) {
      const vm = sorted[i]
      if (vm && allowed(vm)) found.push(vm)
    }
    if (found.length >= limit || part === '') return found
    for (const position of index.containing(part)) {
      const vm = sorted[position]
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
    suggest(name, limit) {
      const typed = name.trim()
      const found = take(near(typed, limit))
      const more = typed === '' ? [] : complete(typed, limit).filter((vm) => !found.includes(vm))
      return [...found, ...more].slice(0, limit)
    },
    complete,
    among: (known) => take(knownTo.of(known)),
    all: () => sorted,
    loadedAt: () => loadedAt,
    replace(vm) {
      const place = places.get(vm.id)
      const older = place === undefined ? undefined : sorted[place]
      if (place === undefined || older?.name.toLowerCase() !== vm.name.toLowerCase()) return
      sorted[place] = vm
      // Who may know of a VM hangs on its tags.
      if (older.tags !== vm.tags) knownTo.forget()
    },
  }
}

/** The first index whose place is at least this. */
function firstPlace(places: Uint32Array, least: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((places[middle] ?? 0) >= least) high = middle
    else low = middle + 1
  }
  return low
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
