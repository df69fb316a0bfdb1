import { invalidContent } from './arm-error.ts'
import { parseIpv4Range } from './ipv4.ts'
import { parseIsoDuration } from './iso-duration.ts'
import type { PolicyVm, PortRule } from './jit-policy.ts'
import {
  type JsonObject,
  readObject,
  readObjects,
  readOptionalString,
  readOptionalStrings,
  readPortNumber,
  readString,
} from './read-json.ts'

const shortestMs = 5 * 60_000
const longestMs = 24 * 3_600_000

/** The VMs of a PUT body; whatever else it has (`requests` too) is the server's own and ignored. Throws ArmError 400. */
export function readPolicyBody(body: unknown): PolicyVm[] {
  const properties = readObject(readObject(body, 'The body').properties, 'properties')
  if (!Array.isArray(properties.virtualMachines)) throw invalidContent('properties.virtualMachines must be a list.')
  return properties.virtualMachines.map((value: unknown) => {
    const vm = readObject(value, 'Each entry of virtualMachines')
    const publicIpAddress = readOptionalString(vm.publicIpAddress, 'publicIpAddress')
    return {
      id: readString(vm.id, 'id'),
      ports: readObjects(vm.ports, 'ports').map(readPortRule),
      ...(publicIpAddress !== undefined && { publicIpAddress }),
    }
  })
}

function readPortRule(port: JsonObject): PortRule {
  const protocol = readString(port.protocol, 'protocol').toUpperCase()
  if (protocol !== 'TCP' && protocol !== 'UDP' && protocol !== '*')
    throw invalidContent('protocol must be TCP, UDP or *.')
  const maxRequestAccessDuration = readString(port.maxRequestAccessDuration, 'maxRequestAccessDuration')
  const longest = parseIsoDuration(maxRequestAccessDuration)
  if (longest === undefined || longest < shortestMs || longest > longestMs) {
    throw invalidContent('maxRequestAccessDuration must be an ISO 8601 duration from PT5M to P1D.')
  }
  const one = readOptionalString(port.allowedSourceAddressPrefix, 'allowedSourceAddressPrefix')
  const many = readOptionalStrings(port.allowedSourceAddressPrefixes, 'allowedSourceAddressPrefixes')
  const wrong = [...(one === undefined ? [] : [one]), ...(many ?? [])].find(
    (prefix) => parseIpv4Range(prefix) === undefined,
  )
  if (wrong !== undefined) throw invalidContent(`'${wrong}' is not an IPv4 address, a CIDR or *.`)
  const rule = { number: readPortNumber(port.number), protocol, maxRequestAccessDuration } as const
  return many === undefined
    ? { ...rule, allowedSourceAddressPrefix: one ?? '*' }
    : { ...rule, allowedSourceAddressPrefixes: many }
}
