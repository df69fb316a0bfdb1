import type { Person } from '../domain/person.ts'
import type { TargetPort } from '../domain/request.ts'
import type { Vm } from '../domain/vm.ts'
import type { Estate } from '../ports/estate.ts'
import type { RequestStore } from '../ports/store.ts'
import { knownTo } from './find-vm.ts'
import type { PolicyDeps } from './membership-for.ts'

export interface Favourite {
  readonly vm: Vm
  readonly ports: readonly TargetPort[]
}

/** So many requests are looked through. */
const mostRequests = 30

/** The different targets that somebody asked for last, newest first, as far as they may still know of them and they can be asked for. */
export async function favourites(
  deps: PolicyDeps & { readonly store: RequestStore; readonly estate: Estate },
  person: Person,
  most: number,
): Promise<Favourite[]> {
  const known = await knownTo(deps, person)
  const found = new Map<string, Favourite>()
  for (const { targets } of await deps.store.list({ requester: person.id, limit: mostRequests })) {
    for (const { vm: id, ports } of targets) {
      const vm = deps.estate.get(id)
      const key = `${id} ${ports.map(({ number }) => number).join()}`
      if (vm && !found.has(key) && known(vm) && hasAll(vm, ports)) found.set(key, { vm, ports })
    }
    if (found.size >= most) break
  }
  return [...found.values()].slice(0, most)
}

function hasAll({ jit }: Vm, ports: readonly TargetPort[]): boolean {
  if (jit.kind !== 'configured') return false
  const rules = jit.covers.flatMap((cover) => cover.rules)
  return ports.every(({ number }) => rules.some((rule) => rule.number === number))
}
