import { ArmError, invalidContent, resourceNotFound } from './arm-error.ts'
import type { ArmCall } from './arm-route.ts'
import type { JitPolicy, PolicyVm } from './jit-policy.ts'
import { readPolicyBody } from './read-policy-body.ts'
import type { World } from './world.ts'

const longestNames = 56

/** Creates the policy or replaces its VMs wholesale; its requests stay. Deny rules deleted by hand are made again. */
export function putPolicy(call: ArmCall): JitPolicy {
  const { world } = call
  const id = call.path.toLowerCase()
  const known = world.policy(id)
  const virtualMachines = readPolicyBody(call.body)
  const policy: JitPolicy = {
    id: known?.id ?? call.path,
    name: known?.name ?? call.param('policy'),
    subscriptionId: call.param('subscription').toLowerCase(),
    resourceGroup: known?.resourceGroup ?? call.param('group'),
    location: call.param('location').toLowerCase(),
    updatedAtMs: world.now(),
    virtualMachines,
  }
  refuseStrangers(world, policy)
  for (const vm of virtualMachines) refuseUnprotected(world, policy, known, vm)
  world.savePolicy(policy)
  world.rules.restore((key) => key.startsWith(`deny/${id} `))
  return policy
}

/** All VMs of a policy share its subscription, region and resource group. */
function refuseStrangers(world: World, policy: JitPolicy): void {
  const home = `/subscriptions/${policy.subscriptionId}/resourcegroups/${policy.resourceGroup.toLowerCase()}/`
  const strangers = policy.virtualMachines.filter((entry) => {
    const location = world.estate.vms.get(entry.id.toLowerCase())?.location
    return !entry.id.toLowerCase().startsWith(home) || (location !== undefined && location !== policy.location)
  })
  if (strangers.length === 0) return
  const where = 'are in a different cloud, subscription, location or resource group than the JIT policy'
  const ids = strangers.map((vm) => vm.id).join(', ')
  throw new ArmError(400, 'BadRequest', `The following Virtual Machines ${where}: ${ids}`)
}

function refuseUnprotected(world: World, policy: JitPolicy, known: JitPolicy | undefined, entry: PolicyVm): void {
  const vmId = entry.id.toLowerCase()
  const vm = world.estate.vms.get(vmId)
  const name = vmId.slice(vmId.lastIndexOf('/') + 1)
  if (policy.name.length + name.length > longestNames) {
    throw invalidContent(
      `The policy name and the VM name together may have ${longestNames} characters: '${policy.name}', '${name}'.`,
    )
  }
  // A VM that was deleted stays in its policy until someone edits it, and does not stand in the way of other edits.
  if (vm === undefined && known?.virtualMachines.some((each) => each.id.toLowerCase() === vmId)) return
  if (vm === undefined) throw resourceNotFound('Microsoft.Compute/virtualMachines', name, policy.resourceGroup)
  // Azure's own code and words for this are not known.
  if (vm.filterIds.length > 0) return
  throw new ArmError(400, 'BadRequest', `No network security group and no Azure Firewall protects '${vm.id}'.`)
}
