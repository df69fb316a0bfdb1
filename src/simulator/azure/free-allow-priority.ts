import type { Filter } from './estate.ts'
import { statusOf } from './jit-request.ts'
import { rulesOf } from './jit-rules.ts'
import type { World } from './world.ts'

const firstPriority = 100

/** The priority that a new allow rule for the VM gets on a filter: the first free one, but above the VM's deny rule. */
export function freeAllowPriority(world: World, filter: Filter, vmId: string, taken: ReadonlySet<number>): number {
  const rules = rulesOf(world, filter, 'configured')
  const promised = allowRulesPromised(world, filter)
  const firstFree = (isTaken: (priority: number) => boolean) => {
    let priority = firstPriority
    while (isTaken(priority)) priority++
    return priority
  }
  const used = new Set([...rules.map((rule) => rule.priority), ...promised, ...taken])
  const free = firstFree((priority) => used.has(priority))
  const deny = rules.find((rule) => rule.origin === 'deny' && rule.key.endsWith(` ${vmId}`))
  if (deny === undefined || free < deny.priority) return free
  // No room above the deny rule: what stands there is renumbered when the rule is placed.
  return firstFree((priority) => promised.has(priority) || taken.has(priority))
}

/** Priorities of the allow rules that exist or are still to come. */
function allowRulesPromised(world: World, filter: Filter): Set<number> {
  const filterId = filter.id.toLowerCase()
  const priorities = new Set<number>()
  for (const vmId of filter.vmIds) {
    for (const request of world.requestsOfVm(vmId)) {
      for (const rule of request.allowRules) {
        const ports = request.virtualMachines
          .flatMap((vm) => vm.ports)
          .filter((port) => port.ruleIndex === rule.ruleIndex)
        const over = ports.every((port) => statusOf(port, world.now()).status === 'Revoked')
        if (rule.filterId === filterId && !over) priorities.add(rule.priority)
      }
    }
  }
  return priorities
}
