import { ArmError } from './arm-error.ts'
import type { PortAsked } from './read-initiate-body.ts'
import type { AzureSimulatorSettings } from './simulator-settings.ts'

/** The ports of one VM as Azure takes them, where one may be named several times. Throws ArmError 400. */
export function eachPort(
  ports: readonly PortAsked[],
  again: AzureSimulatorSettings['samePortAgain'],
): readonly PortAsked[] {
  if (again === 'accepted') return ports
  const taken = new Map<string, PortAsked>()
  for (const port of ports) {
    // Only entries with one end can become one.
    const key = again === 'merged' ? `${port.number} ${port.endMs}` : String(port.number)
    const before = taken.get(key)
    if (before && again === 'refused') throw refusal
    const sources = before && again === 'merged' ? [...new Set([...before.sources, ...port.sources])] : port.sources
    taken.set(key, { ...port, sources, plural: port.plural || sources.length > 1 })
  }
  return [...taken.values()]
}

const refusal = new ArmError(
  400,
  'BadRequest',
  'The given access request names a port of a virtual machine more than once.',
)
