import { readDuration } from '../../domain/duration.ts'
import { isClassic, type JitPolicyId, parseJitPolicyId, parseVmId, type VmId } from '../../domain/ids.ts'
import type { JitPolicy, JitRequest, JitRequestPort } from '../../domain/jit-policy.ts'
import { contains } from '../../domain/source.ts'
import type { PortRule, Protocol } from '../../domain/vm.ts'
import { at, listAt, optionalList, optionalText, portAt, textAt, timeAt, UnreadableAnswer } from './wire.ts'

/** A JIT policy as the SDK hands it over (dates read, properties flattened). Throws `UnreadableAnswer`. */
export function readJitPolicy(wire: unknown): JitPolicy {
  const vms = new Map<VmId, { rules: PortRule[]; firewallAddress?: string }>()
  for (const entry of listAt(wire, 'virtualMachines')) {
    const id = parseVmId(textAt(entry, 'id'))
    if (id === undefined || isClassic(id)) continue // JIT can do nothing with a classic VM
    const firewallAddress = optionalText(entry, 'publicIpAddress')
    const rules = [...(vms.get(id)?.rules ?? []), ...listAt(entry, 'ports').map(readRule)]
    vms.set(id, { ...vms.get(id), rules, ...(firewallAddress ? { firewallAddress } : {}) })
  }
  const isUpdating = optionalText(wire, 'provisioningState')?.toLowerCase() === 'updating'
  const requests = optionalList(wire, 'requests').map(readRequest)
  return { id: readId(wire), vms, requests, ...(isUpdating ? { updating: true } : {}) }
}

function readId(wire: unknown): JitPolicyId {
  const id = parseJitPolicyId(textAt(wire, 'id'))
  if (id === undefined) throw new UnreadableAnswer('id is not the id of a JIT policy')
  return id
}

/** One port rule as Azure writes it. Throws `UnreadableAnswer`. */
export function readRule(wire: unknown): PortRule {
  const maxDurationMs = readDuration(textAt(wire, 'maxRequestAccessDuration'))
  if (maxDurationMs === undefined) throw new UnreadableAnswer('maxRequestAccessDuration is no duration')
  const sources = readSources(wire)
  return {
    number: portAt(wire, 'number'),
    protocol: readProtocol(textAt(wire, 'protocol')),
    // No source in a port rule is every source.
    sources: sources.length === 0 ? ['*'] : sources.map((source) => (isEverything(source) ? '*' : source)),
    maxDurationMs,
  }
}

function readProtocol(text: string): Protocol {
  const protocol = text.toUpperCase()
  if (protocol === 'TCP' || protocol === 'UDP') return protocol
  if (protocol === '*' || protocol === 'ALL') return '*'
  throw new UnreadableAnswer('protocol is none of TCP, UDP and *')
}

function isEverything(source: string): boolean {
  return /^(\*|any|internet)$/i.test(source) || contains(source, '*')
}

/** The singular and the plural property exclude each other. */
function readSources(wire: unknown): string[] {
  const one = optionalText(wire, 'allowedSourceAddressPrefix')
  const many = optionalList(wire, 'allowedSourceAddressPrefixes').map((source) => {
    if (typeof source === 'string') return source.trim()
    throw new UnreadableAnswer('allowedSourceAddressPrefixes is no list of texts')
  })
  return [...new Set([...(one === undefined ? [] : [one.trim()]), ...many])].filter((source) => source !== '')
}

function readRequest(wire: unknown): JitRequest {
  const justification = optionalText(wire, 'justification')
  const requestor = optionalText(wire, 'requestor')?.trim()
  return {
    startedAt: timeAt(wire, 'startTimeUtc'),
    ...(justification === undefined ? {} : { justification }),
    ...(requestor ? { requestor } : {}),
    ports: listAt(wire, 'virtualMachines').flatMap((entry) => {
      const vm = parseVmId(textAt(entry, 'id'))
      return vm === undefined ? [] : listAt(entry, 'ports').map((port) => readRequestPort(vm, port))
    }),
  }
}

function readRequestPort(vm: VmId, wire: unknown): JitRequestPort {
  const mapped = at(wire, 'mappedPort') === undefined ? {} : { mappedPort: portAt(wire, 'mappedPort') }
  return {
    vm,
    number: portAt(wire, 'number'),
    source: readSources(wire).join(', '),
    endsAt: timeAt(wire, 'endTimeUtc'),
    status: textAt(wire, 'status'),
    statusReason: optionalText(wire, 'statusReason') ?? '',
    ...mapped,
  }
}
