import type { VmId } from '../domain/ids.ts'
import type { Vm } from '../domain/vm.ts'

/** Every VM that the bot can see, held in memory. Names compare without regard to case. */
export interface Estate {
  get(id: VmId): Vm | undefined
  /** All VMs of that name; more than one where resource groups share it. */
  named(name: string): Vm[]
  /** VMs whose names match a glob (`*`, `?`). */
  matching(glob: string): Vm[]
  /** VMs whose names look most like it, best first: for "did you mean". */
  suggest(name: string, limit: number, known?: (vm: Vm) => boolean): Vm[]
  /** VMs whose names start with, then contain, what was typed so far: for type-ahead. */
  complete(typed: string, limit: number, allowed?: (vm: Vm) => boolean, known?: (vm: Vm) => boolean): Vm[]
  /** The VMs of which `known` says so, sorted. What it says is remembered by the function itself until the estate is read again: it must always say the same of a name, its place and its tags. In `complete` and `suggest` too. The same array as before where no VM has changed since. */
  among(known: (vm: Vm) => boolean): readonly Vm[]
  all(): readonly Vm[]
  /** When it was last read from Azure, epoch milliseconds; undefined before the first time. */
  loadedAt(): number | undefined
}
