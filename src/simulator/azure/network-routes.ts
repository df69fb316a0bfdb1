import { changeActivity } from './activity.ts'
import { resourceNotFound } from './arm-error.ts'
import type { ArmCall, ArmRoute } from './arm-route.ts'
import type { Filter, Vm } from './estate.ts'
import { rulesOf } from './jit-rules.ts'
import {
  nicProperties,
  nsgProperties,
  powerState,
  publicIpProperties,
  ruleToWire,
  vmProperties,
} from './network-wire.ts'
import { page } from './page.ts'
import type { PlacedRule } from './place-rule.ts'

const group = '/subscriptions/{subscription}/resourceGroups/{group}'
const nsgType = 'Microsoft.Network/networkSecurityGroups'
const oneNsg = `${group}/providers/${nsgType}/{nsg}`
const oneRule = `${oneNsg}/securityRules/{rule}`
const readNsg = { action: `${nsgType}/read`, versions: 'dated', method: 'GET' } as const
const readRule = { action: `${nsgType}/securityRules/read`, versions: 'dated', method: 'GET' } as const

/** Virtual machines, their interfaces and addresses, and the network security groups. */
export const networkRoutes: readonly ArmRoute[] = [
  {
    operation: 'vm-get',
    method: 'GET',
    pattern: `${group}/providers/Microsoft.Compute/virtualMachines/{name}`,
    versions: 'dated',
    action: 'Microsoft.Compute/virtualMachines/read',
    handle(call) {
      const vm = call.world.estate.vms.get(call.path.toLowerCase())
      if (vm === undefined) throw notFound(call, 'Microsoft.Compute/virtualMachines')
      const { id, name, location, tags } = vm
      // The instance view comes only to those who ask for it.
      const withView = call.query.get('$expand')?.toLowerCase() === 'instanceview'
      const view = withView ? { instanceView: { statuses: [powerState(vm)] } } : {}
      const properties = { ...vmProperties(vm), ...view }
      return { status: 200, body: { id, name, type: 'Microsoft.Compute/virtualMachines', location, tags, properties } }
    },
  },
  {
    operation: 'nic-get',
    method: 'GET',
    pattern: `${group}/providers/Microsoft.Network/networkInterfaces/{name}`,
    versions: 'dated',
    action: 'Microsoft.Network/networkInterfaces/read',
    handle(call) {
      const type = 'Microsoft.Network/networkInterfaces'
      const vm = vmWith(call, (each) => each.nicId)
      if (vm === undefined) throw notFound(call, type)
      const resource = { id: vm.nicId, name: call.param('name'), type, location: vm.location }
      return { status: 200, body: { ...resource, properties: nicProperties(vm) } }
    },
  },
  {
    operation: 'public-ip-get',
    method: 'GET',
    pattern: `${group}/providers/Microsoft.Network/publicIPAddresses/{name}`,
    versions: 'dated',
    action: 'Microsoft.Network/publicIPAddresses/read',
    handle(call) {
      const type = 'Microsoft.Network/publicIPAddresses'
      const vm = vmWith(call, (each) => each.publicIp?.id)
      if (vm?.publicIp === undefined) throw notFound(call, type)
      const resource = { id: vm.publicIp.id, name: call.param('name'), type, location: vm.location }
      return { status: 200, body: { ...resource, properties: publicIpProperties(vm, vm.publicIp.address) } }
    },
  },
  {
    ...readNsg,
    operation: 'nsg-list',
    pattern: `/subscriptions/{subscription}/providers/${nsgType}`,
    handle: listNsgs,
  },
  { ...readNsg, operation: 'nsg-list', pattern: `${group}/providers/${nsgType}`, handle: listNsgs },
  {
    ...readNsg,
    operation: 'nsg-get',
    pattern: oneNsg,
    handle: (call) => ({ status: 200, body: nsgToWire(call, existingNsg(call)) }),
  },
  {
    ...readRule,
    operation: 'rule-list',
    pattern: `${oneNsg}/securityRules`,
    handle(call) {
      const nsg = existingNsg(call)
      return page(call, namedRules(call, nsg), (rule) => ruleToWire(nsg, rule), call.world.settings.pageSize)
    },
  },
  {
    ...readRule,
    operation: 'rule-get',
    pattern: oneRule,
    handle(call) {
      const nsg = existingNsg(call)
      const rule = ruleNamed(call, nsg)
      if (rule === undefined) throw notFound(call, `${nsgType}/${nsg.name}/securityRules`, 'rule')
      return { status: 200, body: ruleToWire(nsg, rule) }
    },
  },
  {
    operation: 'rule-delete',
    method: 'DELETE',
    pattern: oneRule,
    versions: 'dated',
    action: `${nsgType}/securityRules/delete`,
    changes: true,
    handle(call) {
      const nsg = existingNsg(call)
      const rule = ruleNamed(call, nsg)
      if (rule === undefined) return { status: 204 }
      const { world, actor } = call
      world.rules.remove(nsg.id.toLowerCase(), rule.key)
      const id = `${nsg.id}/securityRules/${rule.name}`
      world.activities.record(changeActivity(actor, world.now(), 'delete', id))
      return { status: 200 }
    },
  },
]

function listNsgs(call: ArmCall) {
  const [subscription, group] = ['subscription', 'group'].map((name) => call.param(name).toLowerCase())
  const nsgs = [...call.world.estate.filters.values()].filter(
    (filter) =>
      filter.kind === 'nsg' &&
      filter.subscriptionId === subscription &&
      (group === '' || filter.resourceGroup.toLowerCase() === group),
  )
  return page(call, nsgs, (nsg) => nsgToWire(call, nsg), call.world.settings.pageSize)
}

function nsgToWire(call: ArmCall, nsg: Filter): object {
  const { id, name, location } = nsg
  return { id, name, type: nsgType, location, tags: {}, properties: nsgProperties(call.world, nsg) }
}

function existingNsg(call: ArmCall): Filter {
  const id = call.path.toLowerCase().replace(/\/securityrules(\/.*)?$/, '')
  const filter = call.world.estate.filters.get(id)
  if (filter?.kind === 'nsg') return filter
  throw notFound(call, nsgType, 'nsg')
}

function namedRules(call: ArmCall, nsg: Filter): PlacedRule[] {
  return rulesOf(call.world, nsg, 'configured').filter((rule) => rule.origin !== 'default')
}

function ruleNamed(call: ArmCall, nsg: Filter): PlacedRule | undefined {
  const wanted = call.param('rule').toLowerCase()
  return namedRules(call, nsg).find((rule) => rule.name.toLowerCase() === wanted)
}

function vmWith(call: ArmCall, idOf: (vm: Vm) => string | undefined): Vm | undefined {
  const wanted = call.path.toLowerCase()
  for (const vm of call.world.estate.vms.values()) if (idOf(vm)?.toLowerCase() === wanted) return vm
  return undefined
}

function notFound(call: ArmCall, type: string, name = 'name') {
  return resourceNotFound(type, call.param(name), call.param('group'))
}
