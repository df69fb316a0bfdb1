import { parseVmId } from '../../domain/ids.ts'
import type { Vm } from '../../domain/vm.ts'
import { at, optionalList, optionalText, textAt, UnreadableAnswer } from './wire.ts'

/** A VM as Resource Graph has it: before the network and the JIT policies are known. Interfaces by lower-cased id. */
export interface VmRow {
  readonly vm: Omit<Vm, 'jit' | 'privateAddress' | 'publicAddress' | 'interfaces'>
  readonly interfaces: readonly string[]
}

/** Reads a row of `microsoft.compute/virtualmachines`. `share` gives one object for equal ones: most VMs have the same few tags. Throws `UnreadableAnswer`. */
export function readVmRow(row: unknown, share: <T>(value: T) => T): VmRow {
  const id = parseVmId(textAt(row, 'id'))
  if (id === undefined) throw new UnreadableAnswer('id is not the id of a VM')
  const power = optionalText(row, 'properties', 'extended', 'instanceView', 'powerState', 'code')
  return {
    vm: {
      id,
      name: textAt(row, 'name'),
      subscription: share(textAt(row, 'subscriptionId').toLowerCase()),
      resourceGroup: share(textAt(row, 'resourceGroup')),
      location: share(textAt(row, 'location')),
      os: readOs(optionalText(row, 'properties', 'storageProfile', 'osDisk', 'osType')),
      tags: share(readTags(at(row, 'tags'))),
      ...(power === undefined ? {} : { running: power.toLowerCase() === 'powerstate/running' }),
    },
    interfaces: optionalList(row, 'properties', 'networkProfile', 'networkInterfaces').map((nic) =>
      textAt(nic, 'id').toLowerCase(),
    ),
  }
}

function readOs(text: string | undefined): Vm['os'] {
  const os = text?.toLowerCase()
  return os === 'windows' || os === 'linux' ? os : 'unknown'
}

function readTags(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).map(([key, tag]) => [key, typeof tag === 'string' ? tag : String(tag ?? '')]),
  )
}
