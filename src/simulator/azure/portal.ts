import { randomUUID } from 'node:crypto'
import { changeActivity } from './activity.ts'
import { type Actor, actorOf } from './actor.ts'
import { formatArmTime } from './arm-time.ts'
import type { Filter, Vm } from './estate.ts'
import { findVm, NetworkQuestionError } from './find-vm.ts'
import { initiate } from './initiate.ts'
import { rulesOf } from './jit-rules.ts'
import type { PlacedRule } from './place-rule.ts'
import { type PortalAct, readPortalAct } from './portal-act.ts'
import type { World } from './world.ts'

/** Does what somebody does in the portal, and leaves the events that Azure would. Throws NetworkQuestionError or ArmError, with a sentence. */
export function actInPortal(world: World, given: PortalAct): void {
  const act = readPortalAct(given)
  const vm = findVm(world.estate, act.vm)
  const person = actorOf({ upn: ('as' in act ? act.as : undefined) ?? 'somebody@contoso.example' }, randomUUID())
  const app = act.do === 'initiate' ? act.app : undefined
  const actor = app === undefined ? person : { ...person, caller: app, requestor: '' }
  switch (act.do) {
    case 'initiate':
      initiateAs(world, actor, vm, act)
      break
    case 'disable':
      disable(world, actor, vm)
      break
    case 'delete vm':
      world.deleteVm(vm.id.toLowerCase())
      world.activities.record(changeActivity(actor, world.now(), 'delete', vm.id))
      break
    case 'add rule':
      addRule(world, actor, vm, act)
      break
    case 'edit rule':
      editRule(world, actor, vm, act)
      break
    case 'delete rule':
      deleteRule(world, actor, vm, act)
      break
    case 'keep rule':
      keepRule(world, vm, act)
      break
    default:
      act satisfies never
  }
}

type Act<Name extends PortalAct['do']> = Extract<PortalAct, { readonly do: Name }>

function initiateAs(world: World, actor: Actor, vm: Vm, act: Act<'initiate'>): void {
  const policies = world.policiesOfVm(vm.id.toLowerCase())
  const isFor = (id: string) => id.toLowerCase() === vm.id.toLowerCase()
  const policy =
    policies.find(({ virtualMachines }) =>
      virtualMachines.some(({ id, ports }) => isFor(id) && ports.some(({ number }) => number === act.port)),
    ) ?? policies[0]
  if (policy === undefined) throw new NetworkQuestionError(409, `No JIT policy names ${vm.name}.`)
  const endTimeUtc = formatArmTime(world.now() + act.minutes * 60_000)
  const ports = [{ number: act.port, endTimeUtc, allowedSourceAddressPrefix: act.source }]
  const body = { virtualMachines: [{ id: vm.id, ports }], justification: act.justification ?? null }
  initiate(world, policy, body, { actor })
}

function disable(world: World, actor: Actor, vm: Vm): void {
  const vmId = vm.id.toLowerCase()
  const policies = [...world.policiesOfVm(vmId)]
  if (policies.length === 0) throw new NetworkQuestionError(409, `No JIT policy names ${vm.name}.`)
  for (const policy of policies) {
    const virtualMachines = policy.virtualMachines.filter(({ id }) => id.toLowerCase() !== vmId)
    if (virtualMachines.length === 0) world.deletePolicy(policy)
    else world.savePolicy({ ...policy, virtualMachines, updatedAtMs: world.now() })
    const what = virtualMachines.length === 0 ? 'delete' : 'write'
    world.activities.record(changeActivity(actor, world.now(), what, policy.id))
  }
}

function addRule(world: World, actor: Actor, vm: Vm, act: Act<'add rule'>): void {
  const [filter] = groupsOf(world, vm, act.group)
  if (filter === undefined) throw new NetworkQuestionError(409, `No security group protects ${vm.name}.`)
  refuseTaken(world, filter, act.priority)
  if (rulesOf(world, filter, 'configured').some(({ name }) => name.toLowerCase() === act.name.toLowerCase()))
    throw new NetworkQuestionError(409, `${filter.name} has a rule "${act.name}".`)
  world.rules.add(filter.id.toLowerCase(), {
    name: act.name,
    priority: act.priority,
    access: act.access ?? 'Allow',
    protocol: '*',
    sources: [act.source],
    destinations: [vm.privateIp],
    ports: [act.ports],
  })
  world.activities.record(changeActivity(actor, world.now(), 'write', ruleId(filter, act.name)))
}

function editRule(world: World, actor: Actor, vm: Vm, act: Act<'edit rule'>): void {
  const { filter, rule } = findRule(world, vm, act)
  const { source, ports, priority, access } = act
  if (priority !== undefined && priority !== rule.priority) refuseTaken(world, filter, priority)
  world.rules.edit(filter.id.toLowerCase(), rule.key, {
    ...(source !== undefined && { sources: [source] }),
    ...(ports !== undefined && { ports: [ports] }),
    ...(priority !== undefined && { priority }),
    ...(access !== undefined && { access }),
  })
  world.activities.record(changeActivity(actor, world.now(), 'write', ruleId(filter, rule.name)))
}

function deleteRule(world: World, actor: Actor, vm: Vm, act: Act<'delete rule'>): void {
  const { filter, rule } = findRule(world, vm, act)
  world.rules.remove(filter.id.toLowerCase(), rule.key)
  world.activities.record(changeActivity(actor, world.now(), 'delete', ruleId(filter, rule.name)))
}

/** Nobody does this, so that the log has nothing to tell. */
function keepRule(world: World, vm: Vm, act: Act<'keep rule'>): void {
  const { filter, rule } = findRule(world, vm, act)
  world.rules.edit(filter.id.toLowerCase(), rule.key, { kept: true })
}

function findRule(
  world: World,
  vm: Vm,
  { group, rule: name }: { readonly group?: string; readonly rule: string },
): { readonly filter: Filter; readonly rule: PlacedRule } {
  for (const filter of groupsOf(world, vm, group)) {
    const rule = rulesOf(world, filter, 'configured').find((each) => each.name.toLowerCase() === name.toLowerCase())
    if (rule !== undefined && rule.origin !== 'default') return { filter, rule }
  }
  throw new NetworkQuestionError(404, `No security group of ${vm.name} has a rule "${name}" that can be changed.`)
}

/** The security groups of the VM, from outside inwards. */
function groupsOf(world: World, vm: Vm, name: string | undefined): Filter[] {
  const groups = vm.filterIds.flatMap((id) => world.estate.filters.get(id) ?? []).filter(({ kind }) => kind === 'nsg')
  if (name === undefined) return groups
  const named = groups.filter((each) => each.name.toLowerCase() === name.toLowerCase())
  if (named.length > 0) return named
  const known = groups.map((each) => each.name).join(', ') || 'none'
  throw new NetworkQuestionError(404, `"${name}" is not a security group of ${vm.name}; there are: ${known}.`)
}

function refuseTaken(world: World, filter: Filter, priority: number): void {
  const taken = rulesOf(world, filter, 'configured').find((each) => each.priority === priority)
  if (taken === undefined) return
  throw new NetworkQuestionError(409, `In ${filter.name} the rule "${taken.name}" has the priority ${priority}.`)
}

function ruleId(filter: Filter, name: string): string {
  return `${filter.id}/securityRules/${name}`
}
