import type { Vm } from '../../domain/vm.ts'
import type { Estate } from '../../ports/estate.ts'

/** How a machine is named in a command so that no other is meant: `rg-web/web01`, or its id where two subscriptions have such a group. */
export function commandName(estate: Pick<Estate, 'named'>, vm: Vm): string {
  const group = vm.resourceGroup.toLowerCase()
  const twins = estate.named(vm.name).filter((other) => other.resourceGroup.toLowerCase() === group)
  return twins.length > 1 ? vm.id : `${vm.resourceGroup}/${vm.name}`
}
