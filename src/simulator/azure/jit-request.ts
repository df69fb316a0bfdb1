/** One accepted initiate as it is kept. Its state is not kept but computed from the time. */
export type JitRequest = {
  /** Ascending over all policies; never shown. */
  readonly sequence: number
  readonly policyId: string
  readonly startMs: number
  readonly requestor: string
  readonly justification?: string
  readonly virtualMachines: readonly { readonly id: string; readonly ports: readonly RequestPort[] }[]
  readonly allowRules: readonly AllowRule[]
}

export type RequestPort = {
  readonly number: number
  readonly protocol: 'TCP' | 'UDP' | '*'
  readonly sources: readonly string[]
  /** Whether the sources were sent as `allowedSourceAddressPrefixes`. */
  readonly plural: boolean
  readonly endMs: number
  readonly mappedPort?: number
  /** When it says `Initiated` and its rule exists; null: never. */
  readonly initiatedAtMs: number | null
  /** When its rule lets traffic through. */
  readonly effectiveAtMs: number | null
  /** When a newer request took its place. */
  readonly replacedAtMs?: number
  /** Ports with the same number share an allow rule. */
  readonly ruleIndex: number
}

/** The allow rule of one request on one filter. */
export type AllowRule = {
  readonly ruleIndex: number
  readonly vmId: string
  readonly filterId: string
  readonly priority: number
}

export type RequestStatus = {
  readonly status: 'Initiating' | 'Initiated' | 'Revoked'
  readonly statusReason: 'UserRequested' | 'Expired' | 'NewerRequestInitiated'
}

const keptMs = 30 * 86_400_000

/** Azure forgets a request thirty days after its start. */
export function isForgotten(request: JitRequest, nowMs: number): boolean {
  return request.startMs + keptMs <= nowMs
}

/** What Azure says about one port of a request at a moment. One that never initiates says so for ever. */
export function statusOf(port: RequestPort, nowMs: number): RequestStatus {
  if (port.initiatedAtMs === null) return { status: 'Initiating', statusReason: 'UserRequested' }
  // The first of the two to come is the reason that stays.
  if (port.replacedAtMs !== undefined && port.replacedAtMs <= nowMs && port.replacedAtMs < port.endMs) {
    return { status: 'Revoked', statusReason: 'NewerRequestInitiated' }
  }
  if (port.endMs <= nowMs) return { status: 'Revoked', statusReason: 'Expired' }
  return { status: port.initiatedAtMs <= nowMs ? 'Initiated' : 'Initiating', statusReason: 'UserRequested' }
}
