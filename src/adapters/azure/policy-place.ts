import { type JitPolicyId, partsOf, regionOf } from '../../domain/ids.ts'

/** Resource group, region and name as the SDK wants them. The region is the VM's, as the policy's own id has it. */
export function placeOf(id: JitPolicyId): [resourceGroup: string, region: string, name: string] {
  const { resourceGroup, name } = partsOf(id)
  return [resourceGroup, regionOf(id), name]
}
