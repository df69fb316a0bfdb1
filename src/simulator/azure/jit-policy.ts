/** A JIT policy as it is kept. `virtualMachines` has the ids as they were sent: their case is the caller's. */
export type JitPolicy = {
  readonly id: string
  readonly name: string
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly location: string
  readonly updatedAtMs: number
  readonly virtualMachines: readonly PolicyVm[]
}

export type PolicyVm = {
  readonly id: string
  readonly ports: readonly PortRule[]
  /** Of the firewall, not of the VM. */
  readonly publicIpAddress?: string
}

/** What may be asked for on one port of one VM. Exactly one of the two source properties is there. */
export type PortRule = {
  readonly number: number
  readonly protocol: 'TCP' | 'UDP' | '*'
  readonly allowedSourceAddressPrefix?: string
  readonly allowedSourceAddressPrefixes?: readonly string[]
  readonly maxRequestAccessDuration: string
}

/** The prefixes that a port rule allows. */
export function allowedPrefixes(rule: PortRule): readonly string[] {
  return (
    rule.allowedSourceAddressPrefixes ??
    (rule.allowedSourceAddressPrefix === undefined ? [] : [rule.allowedSourceAddressPrefix])
  )
}
