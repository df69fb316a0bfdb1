import { type Known, knownVms } from '../domain/access-policy/known-vms.ts'
import { parseVmId } from '../domain/ids.ts'
import type { Person } from '../domain/person.ts'
import type { Vm } from '../domain/vm.ts'
import type { Estate } from '../ports/estate.ts'
import type { PolicyDeps } from './membership-for.ts'

/** `unknown` is the same for a VM that does not exist and for one that the person may not know of; `near` are names they may. */
export type FoundVm =
  | { readonly kind: 'one'; readonly vm: Vm }
  | { readonly kind: 'several'; readonly vms: readonly Vm[] }
  | { readonly kind: 'unknown'; readonly near: readonly Vm[] }

const nothing: Known = () => false

/** Which VMs somebody may know of, by the access policy of this moment. */
export async function knownTo({ policy, directory }: PolicyDeps, person: Person): Promise<Known> {
  const inForce = policy.current()
  if (inForce.kind === 'none') return nothing
  return knownVms(inForce.policy, person, await directory.membership(inForce.policy, { people: [person.id] }))
}

/** Finds a VM by name, by `resource-group/name` or by resource id. `sees`: which VMs count, where that is not what the rules say. */
export async function findVm(
  deps: PolicyDeps & { readonly estate: Estate },
  person: Person,
  text: string,
  sees?: Known,
): Promise<FoundVm> {
  const known = sees ?? (await knownTo(deps, person))
  const id = parseVmId(text)
  const [group, name] = text.includes('/') && !id ? text.split('/') : [undefined, text]
  const vm = id ? deps.estate.get(id) : undefined
  const found = (id ? (vm ? [vm] : []) : deps.estate.named(name ?? '')).filter(
    (candidate) =>
      known(candidate) && (group === undefined || candidate.resourceGroup.toLowerCase() === group.toLowerCase()),
  )
  const [first, ...others] = found
  if (first && others.length === 0) return { kind: 'one', vm: first }
  if (first) return { kind: 'several', vms: found }
  return {
    kind: 'unknown',
    near: deps.estate.suggest(name ?? '', 3, known),
  }
}
