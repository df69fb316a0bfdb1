import { findVm, knownTo } from '../app/find-vm.ts'
import { lookForVm, type SoughtVm } from '../app/look-for-vm.ts'
import type { Person } from '../domain/person.ts'
import type { Vm } from '../domain/vm.ts'
import type { Text } from '../words/text.ts'
import type { ChatDeps } from './command.ts'

/** A machine with the words that named it: its name, its id, a glob, perhaps several of them. */
export interface FoundMachine {
  readonly vm: Vm
  readonly said: readonly string[]
}

/** Why it is not clear which machines are meant. `near`: names that the person may know and that look like it. */
export type MachineTrouble =
  | { readonly kind: 'several'; readonly text: string; readonly vms: readonly Vm[] }
  | { readonly kind: 'unknown'; readonly text: string; readonly near: readonly Vm[] }
  | { readonly kind: 'not looked up'; readonly text: string; readonly why: Text }
  | { readonly kind: 'too many'; readonly count: number; readonly most: number }

/** The VMs behind names, globs and ids, each once; with the first thing that is not clear, if there is one. */
export async function findMachines(
  deps: ChatDeps,
  person: Person,
  typed: readonly string[],
  most: number,
): Promise<{ readonly machines: readonly FoundMachine[]; readonly trouble?: MachineTrouble }> {
  const found = new Map<string, FoundMachine>()
  const known = await knownTo(deps, person)
  let trouble: MachineTrouble | undefined
  for (const text of typed) {
    const isGlob = /[*?]/.test(text)
    const globbed = isGlob ? deps.estate.matching(text).filter(known) : []
    // Azure is asked for names alone, and not for more once one is not clear.
    const sought: SoughtVm = isGlob || trouble ? await findVm(deps, person, text) : await lookForVm(deps, person, text)
    const vms = globbed.length > 0 ? globbed : sought.kind === 'one' ? [sought.vm] : []
    if (vms.length === 0 && sought.kind !== 'one') trouble ??= { ...sought, text }
    for (const vm of vms) found.set(vm.id, { vm, said: [...(found.get(vm.id)?.said ?? []), text] })
  }
  const machines = [...found.values()]
  if (!trouble && machines.length > most) trouble = { kind: 'too many', count: machines.length, most }
  return trouble ? { machines, trouble } : { machines }
}
