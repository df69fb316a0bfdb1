import { resourceNotFound } from './arm-error.ts'
import type { ArmCall, ArmRoute } from './arm-route.ts'

const provider = '/subscriptions/{subscription}/providers/Microsoft.Security'
const pricingVersions = ['2018-06-01', '2022-03-01', '2023-01-01', '2024-01-01']

/** Subscriptions, their Defender plans, and the regions in which Defender keeps its own data. */
export const subscriptionRoutes: readonly ArmRoute[] = [
  {
    operation: 'subscriptions',
    method: 'GET',
    pattern: '/subscriptions',
    versions: 'dated',
    handle: ({ world }) => ({
      status: 200,
      body: {
        value: world.estate.subscriptions.map(({ id, displayName }) => ({
          id: `/subscriptions/${id}`,
          subscriptionId: id,
          displayName,
          state: 'Enabled',
        })),
      },
    }),
  },
  {
    operation: 'pricing',
    method: 'GET',
    pattern: `${provider}/pricings`,
    versions: pricingVersions,
    action: 'Microsoft.Security/pricings/read',
    handle: (call) => ({ status: 200, body: { value: [pricing(call, call.param('subscription'))] } }),
  },
  {
    operation: 'pricing',
    method: 'GET',
    pattern: `${provider}/pricings/{plan}`,
    versions: pricingVersions,
    action: 'Microsoft.Security/pricings/read',
    handle(call) {
      const plan = call.param('plan')
      if (plan.toLowerCase() !== 'virtualmachines') throw resourceNotFound('Microsoft.Security/pricings', plan, '')
      return { status: 200, body: pricing(call, call.param('subscription')) }
    },
  },
  {
    operation: 'locations',
    method: 'GET',
    pattern: `${provider}/locations`,
    versions: ['2015-06-01-preview'],
    action: 'Microsoft.Security/locations/read',
    // Where Defender keeps the subscription's data, which is not where its VMs are.
    handle(call) {
      const type = 'Microsoft.Security/locations'
      const id = `/subscriptions/${call.param('subscription')}/providers/${type}/westeurope`
      return { status: 200, body: { value: [{ id, name: 'westeurope', type, properties: {} }] } }
    },
  },
]

/** The plan for servers of a subscription, as Defender answers it. */
export function pricing({ world }: Pick<ArmCall, 'world'>, subscription: string): object {
  const paid = world.settings.plan[subscription.toLowerCase()] !== 'free'
  return {
    id: `/subscriptions/${subscription}/providers/Microsoft.Security/pricings/VirtualMachines`,
    name: 'VirtualMachines',
    type: 'Microsoft.Security/pricings',
    properties: {
      pricingTier: paid ? 'Standard' : 'Free',
      freeTrialRemainingTime: 'PT0S',
      ...(paid && { subPlan: 'P2' }),
    },
  }
}
