import { globMatches } from '../glob.ts'
import type { Vm } from '../vm.ts'
import type { Condition } from './policy.ts'

/** Whether a condition speaks of this VM, whatever the port. Azure compares these without regard to case, and so does this. */
export function matchesVm(condition: Condition, vm: Vm): boolean {
  const { names, tags, resourceGroups, subscriptions, locations, os } = condition.vm ?? {}
  return (
    (names === undefined || names.some((glob) => globMatches(glob, vm.name))) &&
    (resourceGroups === undefined || resourceGroups.some((group) => same(group, vm.resourceGroup))) &&
    (subscriptions === undefined || subscriptions.some((subscription) => same(subscription, vm.subscription))) &&
    (locations === undefined || locations.some((location) => samePlace(location, vm.location))) &&
    // One that is not known may be any: see `unknownSystems`.
    (os === undefined || vm.os === 'unknown' || os.includes(vm.os)) &&
    (tags === undefined || Object.entries(tags).every(([key, values]) => hasTag(vm, key, values)))
  )
}

/** Whether a condition speaks of this port of this VM. No port yet: only a condition that speaks of all ports. */
export function matches(condition: Condition, vm: Vm, port: number | undefined): boolean {
  const { ports } = condition
  return (ports === undefined || (port !== undefined && ports.includes(port))) && matchesVm(condition, vm)
}

function hasTag(vm: Vm, key: string, values: readonly string[]): boolean {
  return Object.entries(vm.tags).some(([has, value]) => same(has, key) && values.some((wanted) => same(wanted, value)))
}

/** Azure writes West Europe and westeurope. */
function samePlace(one: string, other: string): boolean {
  return same(one.replaceAll(' ', ''), other.replaceAll(' ', ''))
}

function same(one: string, other: string): boolean {
  return one === other || one.toLowerCase() === other.toLowerCase()
}
