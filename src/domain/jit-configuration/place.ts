import { type JitPolicyId, parseJitPolicyId, partsOf, regionOf } from '../ids.ts'
import type { Vm } from '../vm.ts'

/** Azure takes so many characters for the name of a JIT policy and that of a VM together. */
export const longestNames = 56

/** `default` is the name that the portal gives; the shorter ones are for VMs whose names leave no room for it. */
const policyNames = ['default', 'jit', 'j']

/** The JIT policies that hold a VM, the first by id first; the one that would take it where there is none. Empty: no name is short enough. */
export function policiesFor(vm: Vm): JitPolicyId[] {
  if (vm.jit.kind === 'configured') return vm.jit.covers.map(({ policy }) => policy)
  const { subscription, resourceGroup } = partsOf(vm.id)
  const name = policyNames.find((candidate) => candidate.length + vm.name.length <= longestNames)
  if (name === undefined) return []
  const group = `/subscriptions/${subscription}/resourcegroups/${resourceGroup}`
  const region = vm.location.replace(/\s/g, '')
  const id = parseJitPolicyId(
    `${group}/providers/microsoft.security/locations/${region}/jitnetworkaccesspolicies/${name}`,
  )
  return id ? [id] : []
}

/** Whether Azure would take this VM into this JIT policy: same subscription, resource group and region. */
export function isSamePlace(policy: JitPolicyId, vm: Pick<Vm, 'id' | 'location'>): boolean {
  const [one, other] = [partsOf(policy), partsOf(vm.id)]
  const sameGroup = one.subscription === other.subscription && one.resourceGroup === other.resourceGroup
  return sameGroup && regionOf(policy) === vm.location.replace(/\s/g, '').toLowerCase()
}
