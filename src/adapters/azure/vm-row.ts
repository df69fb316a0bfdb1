import { isClassic, parseVmId, type VmId } from '../../domain/ids.ts'
import type { Vm } from '../../domain/vm.ts'
import { at, optionalList, optionalText, textAt, UnreadableAnswer } from './wire.ts'

/** A VM as Resource Graph has it: before the network and the JIT policies are known. Interfaces by lower-cased id. */
export interface VmRow {
  readonly vm: Omit<Vm, 'jit'>
  readonly interfaces: readonly string[]
}

/** Gives one object for all equal ones. */
export type Share = <T>(value: T) => T

/** Reads a row of `microsoft.compute/virtualmachines` or `microsoft.classiccompute/virtualmachines`. `share` gives one object for equal ones: most VMs have the same few tags. Throws `UnreadableAnswer`. */
export function readVmRow(row: unknown, share: Share): VmRow {
  const id = parseVmId(textAt(row, 'id'))
  if (id === undefined) throw new UnreadableAnswer('id is not the id of a VM')
  if (isClassic(id)) return readClassicRow(id, row, share)
  const power = optionalText(row, 'properties', 'extended', 'instanceView', 'powerState', 'code')
  return {
    vm: {
      ...placeOf(id, row, share),
      os: readOs(optionalText(row, 'properties', 'storageProfile', 'osDisk', 'osType')),
      ...(power === undefined ? {} : { running: power.toLowerCase() === 'powerstate/running' }),
    },
    interfaces: optionalList(row, 'properties', 'networkProfile', 'networkInterfaces').map((nic) =>
      textAt(nic, 'id').toLowerCase(),
    ),
  }
}

function placeOf(id: VmId, row: unknown, share: Share) {
  return {
    id,
    name: textAt(row, 'name'),
    subscription: share(textAt(row, 'subscriptionId').toLowerCase()),
    resourceGroup: share(textAt(row, 'resourceGroup')),
    location: share(textAt(row, 'location')),
    tags: share(readTags(at(row, 'tags'))),
  }
}

/** Before Resource Manager a VM had its addresses itself, and no interface. */
function readClassicRow(id: VmId, row: unknown, share: Share): VmRow {
  const power = optionalText(row, 'properties', 'instanceView', 'powerState')
  const privateAddress = optionalText(row, 'properties', 'instanceView', 'privateIpAddress')
  const [publicAddress] = optionalList(row, 'properties', 'instanceView', 'publicIpAddresses')
  return {
    vm: {
      ...placeOf(id, row, share),
      os: readOs(optionalText(row, 'properties', 'storageProfile', 'operatingSystemDisk', 'operatingSystem')),
      ...(power === undefined ? {} : { running: power.toLowerCase() === 'started' }),
      ...(privateAddress ? { privateAddress } : {}),
      ...(typeof publicAddress === 'string' && publicAddress !== '' ? { publicAddress } : {}),
    },
    interfaces: [],
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
