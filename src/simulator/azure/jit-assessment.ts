import type { Vm } from './estate.ts'
import type { GraphRow } from './graph-row.ts'
import type { World } from './world.ts'

/** The recommendation “Management ports of virtual machines should be protected with just-in-time network access control”. */
const assessment = '805651bc-6ecd-4c73-9b55-97a19d0582d0'

/** What Defender says of JIT on a VM; nothing where the subscription is not on the paid plan. */
export function jitAssessment(world: World, vm: Vm): GraphRow | undefined {
  if (world.settings.plan[vm.subscriptionId] === 'free') return undefined
  const { id, subscriptionId, resourceGroup } = vm
  return {
    id: `${id}/providers/Microsoft.Security/assessments/${assessment}`,
    name: assessment,
    type: 'microsoft.security/assessments',
    location: '',
    resourceGroup: resourceGroup.toLowerCase(),
    subscriptionId,
    tags: {},
    properties: {
      displayName: 'Management ports of virtual machines should be protected with just-in-time network access control',
      resourceDetails: { Source: 'Azure', Id: id },
      status: statusOf(world, vm),
    },
  }
}

function statusOf(world: World, vm: Vm): object {
  if (vm.jitOffByPolicy) {
    const description = 'The effective policy for the assessment was evaluated to off'
    return { code: 'NotApplicable', cause: 'OffByPolicy', description }
  }
  if (world.policiesOfVm(vm.id.toLowerCase()).length > 0) return { code: 'Healthy' }
  if (vm.filterIds.length === 0) return { code: 'NotApplicable', cause: 'NoNetworkSecurityGroup' }
  return { code: 'Unhealthy' }
}
