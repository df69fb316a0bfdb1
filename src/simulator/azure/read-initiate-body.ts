import { ArmError, invalidContent } from './arm-error.ts'
import { parseArmTime } from './arm-time.ts'
import { isIpv6, parseIpv4Range } from './ipv4.ts'
import { parseIsoDuration } from './iso-duration.ts'
import {
  type JsonObject,
  readObject,
  readObjects,
  readOptionalString,
  readOptionalStrings,
  readPortNumber,
  readString,
} from './read-json.ts'

export type PortAsked = {
  readonly number: number
  readonly sources: readonly string[]
  readonly plural: boolean
  readonly endMs: number
}

export type AccessAsked = {
  readonly virtualMachines: readonly { readonly id: string; readonly ports: readonly PortAsked[] }[]
  readonly justification?: string
}

type Circumstances = { readonly nowMs: number; readonly callerAddress: string }

/** The body of initiate, with the caller's address where it names no source. Throws ArmError 400. */
export function readInitiateBody(body: unknown, circumstances: Circumstances): AccessAsked {
  const request = readObject(body, 'The body')
  const justification = readOptionalString(request.justification, 'justification')
  const virtualMachines = readObjects(request.virtualMachines, 'virtualMachines').map((vm) => ({
    id: readString(vm.id, 'id'),
    ports: readObjects(vm.ports, 'ports').map((port) => readPort(port, circumstances)),
  }))
  return { virtualMachines, ...(justification !== undefined && { justification }) }
}

function readPort(port: JsonObject, { nowMs, callerAddress }: Circumstances): PortAsked {
  const many = readOptionalStrings(port.allowedSourceAddressPrefixes, 'allowedSourceAddressPrefixes')
  const one = readOptionalString(port.allowedSourceAddressPrefix, 'allowedSourceAddressPrefix') || undefined
  const sources = many ?? [one ?? callerAddress]
  for (const source of sources) refuseUnreadable(source)
  return { number: readPortNumber(port.number), sources, plural: many !== undefined, endMs: readEnd(port, nowMs) }
}

function refuseUnreadable(source: string): void {
  if (isIpv6(source)) {
    const found = 'The provided access request contains a source IP address in IPv6 format'
    throw new ArmError(400, 'BadRequest', `${found}, which is unsupported by Just-In-Time Network Access.`)
  }
  if (parseIpv4Range(source) === undefined) throw invalidContent(`'${source}' is not an IPv4 address, a CIDR or *.`)
}

function readEnd(port: JsonObject, nowMs: number): number {
  // The undocumented `duration` stands in for the end.
  if (port.endTimeUtc === undefined && typeof port.duration === 'string') {
    const durationMs = parseIsoDuration(port.duration)
    if (durationMs !== undefined) return nowMs + durationMs
  }
  const endMs = parseArmTime(port.endTimeUtc)
  if (endMs === undefined) throw invalidContent('endTimeUtc must be a time such as 2024-05-01T12:00:00.0000000Z.')
  return endMs
}
