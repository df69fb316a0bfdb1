import { changeActivity } from './activity.ts'
import { ArmError, resourceNotFound } from './arm-error.ts'
import type { ArmAnswer, ArmCall, ArmRoute } from './arm-route.ts'
import { authorize } from './authorize.ts'
import { initiate } from './initiate.ts'
import type { JitPolicy } from './jit-policy.ts'
import { page } from './page.ts'
import { policyToWire, policyType } from './policy-wire.ts'
import { putPolicy } from './put-policy.ts'

const versions = ['2020-01-01', '2015-06-01-preview']
const provider = '/providers/Microsoft.Security'
const group = '/subscriptions/{subscription}/resourceGroups/{group}'
const onePolicy = `${group}${provider}/locations/{location}/jitNetworkAccessPolicies/{policy}`

const read = `${policyType}/read`
const list = { operation: 'list', method: 'GET', versions, action: read, handle: listPolicies } as const

/** Everything of `Microsoft.Security/…/jitNetworkAccessPolicies`. */
export const policyRoutes: readonly ArmRoute[] = [
  { ...list, pattern: `/subscriptions/{subscription}${provider}/jitNetworkAccessPolicies` },
  { ...list, pattern: `/subscriptions/{subscription}${provider}/locations/{location}/jitNetworkAccessPolicies` },
  { ...list, pattern: `${group}${provider}/jitNetworkAccessPolicies` },
  { ...list, pattern: `${group}${provider}/locations/{location}/jitNetworkAccessPolicies` },
  {
    operation: 'get',
    method: 'GET',
    pattern: onePolicy,
    versions,
    action: read,
    handle: (call) => ({ status: 200, body: policyToWire(call.world, existingPolicy(call)) }),
  },
  {
    operation: 'put',
    method: 'PUT',
    pattern: onePolicy,
    versions,
    action: `${policyType}/write`,
    changes: true,
    handle(call) {
      requirePlan(call)
      // Defender asks for the right to write to the VMs as well.
      authorize(call.world.settings, 'Microsoft.Compute/virtualMachines/write', call.path, call.path)
      const policy = putPolicy(call)
      record(call, 'write', policy)
      return { status: 200, body: policyToWire(call.world, policy) }
    },
  },
  {
    operation: 'delete',
    method: 'DELETE',
    pattern: onePolicy,
    versions,
    action: `${policyType}/delete`,
    changes: true,
    handle(call) {
      const policy = call.world.policy(policyId(call))
      if (policy === undefined) return { status: 204 }
      call.world.deletePolicy(policy)
      record(call, 'delete', policy)
      return { status: 200 }
    },
  },
  {
    operation: 'initiate',
    method: 'POST',
    pattern: `${onePolicy}/initiate`,
    versions,
    action: `${policyType}/initiate/action`,
    changes: true,
    handle(call) {
      requirePlan(call)
      const { actor, initiatedAfterMs } = call
      const by = { actor, ...(initiatedAfterMs === undefined ? {} : { initiatedAfterMs }) }
      return { status: 202, body: initiate(call.world, existingPolicy(call), call.body, by) }
    },
  },
]

function record({ world, actor }: ArmCall, what: 'write' | 'delete', policy: JitPolicy): void {
  world.activities.record(changeActivity(actor, world.now(), what, policy.id))
}

function listPolicies(call: ArmCall): ArmAnswer {
  const { world } = call
  const [subscription, group, location] = ['subscription', 'group', 'location'].map((name) =>
    call.param(name).toLowerCase(),
  )
  const policies = world
    .policies()
    .filter(
      (policy) =>
        policy.subscriptionId === subscription &&
        (group === '' || policy.resourceGroup.toLowerCase() === group) &&
        (location === '' || policy.location.toLowerCase() === location),
    )
  const omits = group === '' && world.settings.listOmits === 'every third policy'
  const listed = omits ? policies.filter((_, position) => position % 3 !== 2) : policies
  return page(call, listed, (policy) => policyToWire(world, policy), world.settings.pageSize)
}

function existingPolicy(call: ArmCall): JitPolicy {
  const policy = call.world.policy(policyId(call))
  if (policy !== undefined) return policy
  const type = `Microsoft.Security/locations/${call.param('location')}/jitNetworkAccessPolicies`
  throw resourceNotFound(type, call.param('policy'), call.param('group'))
}

/** The path without `/initiate`, as policies are keyed. */
function policyId(call: ArmCall): string {
  return call.path.toLowerCase().replace(/\/initiate$/, '')
}

function requirePlan({ world, param }: ArmCall): void {
  const subscription = param('subscription')
  if (world.settings.plan[subscription.toLowerCase()] !== 'free') return
  const needed = 'Just-in-time VM access requires Microsoft Defender for Servers Plan 2.'
  throw new ArmError(403, 'Forbidden', `Subscription '${subscription}' is not on the paid plan. ${needed}`)
}
