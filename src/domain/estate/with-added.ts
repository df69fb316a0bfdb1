import type { Vm } from '../vm.ts'
import { buildEstateIndex, type EstateIndex } from './estate-index.ts'

/** A reading of Azure with VMs that were found since: a few, so that the large index need not be made again. Those that the reading has are left out. */
export function withAdded(read: EstateIndex, found: readonly Vm[]): EstateIndex {
  const more = found.filter((vm) => read.get(vm.id) === undefined)
  if (more.length === 0) return read
  const added = buildEstateIndex(more, read.loadedAt())
  const both = (one: readonly Vm[], other: readonly Vm[]) => [...one, ...other].sort(byName)
  let all: readonly Vm[] | undefined
  const among = new WeakMap<(vm: Vm) => boolean, Readonly<Record<'one' | 'other' | 'both', readonly Vm[]>>>()
  return {
    get: (id) => read.get(id) ?? added.get(id),
    named: (name) => both(read.named(name), added.named(name)),
    matching: (glob) => both(read.matching(glob), added.matching(glob)),
    suggest: (name, limit, known) =>
      [added, read].flatMap((index) => index.suggest(name, limit, known)).slice(0, limit),
    complete(typed, limit, allowed, known) {
      const part = typed.trim().toLowerCase()
      const late = (vm: Vm) => Number(!vm.name.toLowerCase().startsWith(part))
      const answers = [read, added].flatMap((index) => index.complete(typed, limit, allowed, known))
      return answers.sort((a, b) => late(a) - late(b) || byName(a, b)).slice(0, limit)
    },
    among(known) {
      const [one, other] = [read.among(known), added.among(known)]
      const before = among.get(known)
      if (before?.one === one && before.other === other) return before.both
      const merged = { one, other, both: both(one, other) }
      among.set(known, merged)
      return merged.both
    },
    all() {
      all ??= both(read.all(), added.all())
      return all
    },
    loadedAt: () => read.loadedAt(),
    replace(vm) {
      read.replace(vm)
      added.replace(vm)
      all = undefined
    },
  }
}

function byName(one: Vm, other: Vm): number {
  const [a, b] = [one.name.toLowerCase(), other.name.toLowerCase()]
  return a < b ? -1 : a > b ? 1 : one.id < other.id ? -1 : one.id > other.id ? 1 : 0
}
