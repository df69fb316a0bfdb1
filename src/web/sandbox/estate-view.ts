import { isOpen } from './port-state.ts'
import type { Vm } from './wire.ts'

export const rowsAtMost = 100

export interface EstateView {
  /** By subscription, at most `rowsAtMost` VMs together; those with an open port first. */
  readonly groups: readonly { readonly subscription: string; readonly total: number; readonly vms: readonly Vm[] }[]
  readonly total: number
  readonly found: number
  readonly shown: number
  /** Ports that are open now, in the whole estate. */
  readonly openPorts: number
}

const texts = new WeakMap<Vm, string>()

/** What a search looks in; made once per VM, since an estate may have 10,000 of them. */
function textOf(vm: Vm): string {
  const known = texts.get(vm)
  if (known !== undefined) return known
  const tags = Object.entries(vm.tags ?? {}).map(([key, value]) => `${key}=${value}`)
  const parts = [
    vm.name,
    vm.resourceGroup,
    vm.subscription,
    vm.os,
    vm.jit,
    vm.privateIp,
    vm.publicIp,
    vm.location,
    ...tags,
  ]
  const text = parts.join(' ').toLowerCase()
  texts.set(vm, text)
  return text
}

/** The rows to show for a search text: every word must occur. */
export function viewEstate(vms: readonly Vm[], search: string, nowMs: number): EstateView {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const openPorts = new Map(vms.map((vm) => [vm, vm.ports.filter((port) => isOpen(port, nowMs)).length]))
  const found = vms.filter((vm) => words.every((word) => textOf(vm).includes(word)))
  const first = found.filter((vm) => openPorts.get(vm))
  const rest = found.filter((vm) => !openPorts.get(vm))
  const shown = new Set([...first, ...rest].slice(0, rowsAtMost))
  const subscriptions = [...new Set(found.map(({ subscription }) => subscription))]
  return {
    groups: subscriptions.map((subscription) => ({
      subscription,
      total: found.filter((vm) => vm.subscription === subscription).length,
      vms: [...first, ...rest].filter((vm) => vm.subscription === subscription && shown.has(vm)),
    })),
    total: vms.length,
    found: found.length,
    shown: shown.size,
    openPorts: [...openPorts.values()].reduce((sum, count) => sum + count, 0),
  }
}
