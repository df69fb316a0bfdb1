import type { JitNetworkAccessPolicyVirtualMachine, JitNetworkAccessPortRule } from '@azure/arm-security'
import { isoDuration } from '../../domain/duration.ts'
import type { VmId } from '../../domain/ids.ts'
import { sameRules } from '../../domain/jit-configuration/port-rules.ts'
import type { PortRule } from '../../domain/vm.ts'
import { readRule } from './jit-policy-wire.ts'
import { at, listAt, textAt } from './wire.ts'

/** What Azure keeps by itself or what the SDK can send back. */
const known = {
  policy: ['id', 'name', 'type', 'kind', 'location', 'properties', 'etag', 'systemData'],
  properties: ['virtualMachines', 'requests', 'provisioningState', 'appendMode'],
  vm: ['id', 'ports', 'publicIpAddress'],
  port: [
    'number',
    'protocol',
    'allowedSourceAddressPrefix',
    'allowedSourceAddressPrefixes',
    'maxRequestAccessDuration',
  ],
} as const

/** Each VM's entry as text, by its lower-cased id: equal texts are equal entries, in whatever order their properties came. */
export function entriesOf(body: unknown): Map<string, string> {
  const entries = listAt(body, 'properties', 'virtualMachines')
  return new Map(entries.map((entry) => [textAt(entry, 'id').toLowerCase(), JSON.stringify(sorted(entry))]))
}

/** Names of what the SDK would drop without a word: the document as it came, not as the SDK reads it, is looked at. */
export function unkeptIn(body: unknown): string[] {
  const properties = at(body, 'properties')
  const vms = listAt(properties, 'virtualMachines')
  const ports = vms.flatMap((vm) => listAt(vm, 'ports'))
  const ids = vms.map((vm) => textAt(vm, 'id').toLowerCase())
  return [
    ...new Set([
      ...strangers(body, known.policy),
      ...strangers(properties, known.properties),
      // The portal's only mode: a policy that is written replaces the one before.
      ...(at(properties, 'appendMode') === true ? ['appendMode'] : []),
      ...vms.flatMap((vm) => strangers(vm, known.vm)),
      ...ports.flatMap((port) => strangers(port, known.port)),
      ...(new Set(ids).size < ids.length ? ['a VM that is listed twice'] : []),
    ]),
  ]
}

function strangers(value: unknown, names: readonly string[]): string[] {
  const object = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
  return Object.keys(object).filter((name) => !names.includes(name) && object[name] !== null)
}

/** The VMs of the policy after the changes: those that are not changed are word for word as they were. */
export function changedEntries(
  entries: ReadonlyMap<string, string>,
  changes: ReadonlyMap<VmId, readonly PortRule[]>,
): JitNetworkAccessPolicyVirtualMachine[] {
  const ids = [...new Set([...entries.keys(), ...changes.keys()])]
  return ids.flatMap((id) => {
    const text = entries.get(id)
    const entry = text === undefined ? undefined : (JSON.parse(text) as JitNetworkAccessPolicyVirtualMachine)
    const rules = changes.get(id as VmId)
    if (rules === undefined) return entry ? [entry] : []
    if (rules.length === 0) return []
    return [{ ...(entry ?? { id }), ports: rules.map((rule) => portOf(rule, entry?.ports ?? [])) }]
  })
}

/** A rule that stays the same stays as it was written. The singular and the plural property exclude each other. */
function portOf(rule: PortRule, ports: readonly JitNetworkAccessPortRule[]): JitNetworkAccessPortRule {
  const same = ports.find((port) => sameRules([readRule(port)], [rule]))
  if (same) return same
  const [source, ...others] = rule.sources
  return {
    number: rule.number,
    protocol: rule.protocol,
    ...(others.length === 0
      ? { allowedSourceAddressPrefix: source ?? '*' }
      : { allowedSourceAddressPrefixes: [...rule.sources] }),
    maxRequestAccessDuration: isoDuration(rule.maxDurationMs),
  }
}

/** Without what is null, and with the properties in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([, each]) => each !== null)
  return Object.fromEntries(
    kept.map(([name, each]) => [name, sorted(each)]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  )
}
