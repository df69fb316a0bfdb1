import { type CapabilityName, capabilities, capabilityNames, type NeededAction } from '../domain/rights/capability.ts'
import type { MissingRight } from '../domain/rights/missing-right.ts'
import { allows, type Permission } from '../domain/rights/permission.ts'
import { AzureError } from '../ports/jit.ts'
import type { Rights } from '../ports/rights.ts'
import { noOne } from '../words/reader.ts'

/** What of one capability works in one subscription. */
export type CapabilityCheck =
  | { readonly kind: 'works' }
  | { readonly kind: 'missing'; readonly missing: readonly MissingRight[] }
  | { readonly kind: 'cannot tell'; readonly why: string }

export interface SubscriptionCheck {
  readonly id: string
  readonly name: string
  readonly capabilities: Readonly<Record<CapabilityName, CapabilityCheck>>
  /** Whether Defender for Servers has the plan that JIT needs. */
  readonly plan: 'on' | 'off' | { readonly unknown: string }
}

/** Compares what the bot holds with what each capability needs. What Azure does not answer is said, and no subscription fails another. */
export async function checkRights(
  rights: Rights,
  subscription: { readonly id: string; readonly name: string },
): Promise<SubscriptionCheck> {
  const [found, plan] = await Promise.all([capabilitiesIn(rights, subscription.id), planOf(rights, subscription.id)])
  return { ...subscription, capabilities: found, plan }
}

async function capabilitiesIn(rights: Rights, subscription: string): Promise<SubscriptionCheck['capabilities']> {
  try {
    const places = await readPlaces(rights, subscription)
    return eachCapability((name) => {
      const missing = capabilities[name].actions.flatMap((needed) => missingOf(places, needed))
      return missing.length === 0 ? { kind: 'works' } : { kind: 'missing', missing }
    })
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    const why = error.explanation(noOne)
    return eachCapability(() => ({ kind: 'cannot tell', why }))
  }
}

interface Places {
  readonly subscription: { readonly scope: string; readonly held: readonly Permission[] }
  readonly groups: readonly { readonly scope: string; readonly held: readonly Permission[] }[]
}

/** Resource groups are looked at only where the subscription's own permissions are not enough. */
async function readPlaces(rights: Rights, id: string): Promise<Places> {
  const scope = `/subscriptions/${id}`
  const held = await rights.held(scope)
  const subscription = { scope, held }
  const all = capabilityNames.flatMap((name) => capabilities[name].actions)
  if (all.every(({ action, at }) => at === 'subscription' || allows(held, action))) return { subscription, groups: [] }
  return { subscription, groups: await readGroups(rights, await rights.resourceGroups(id)) }
}

/** So many are asked at once: a subscription may have hundreds. */
const atOnce = 8

async function readGroups(rights: Rights, scopes: readonly string[]): Promise<Places['groups']> {
  const waiting = [...scopes]
  const groups: { readonly scope: string; readonly held: readonly Permission[] }[] = []
  const work = async () => {
    for (let scope = waiting.shift(); scope !== undefined; scope = waiting.shift())
      groups.push({ scope, held: await rights.held(scope) })
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return groups.sort((a, b) => (a.scope < b.scope ? -1 : 1))
}

function missingOf({ subscription, groups }: Places, { action, at }: NeededAction): MissingRight[] {
  if (allows(subscription.held, action)) return []
  const lacking = groups.filter(({ held }) => !allows(held, action))
  if (at === 'subscription' || lacking.length === groups.length) return [{ action, scope: subscription.scope }]
  return lacking.map(({ scope }) => ({ action, scope }))
}

async function planOf(rights: Rights, subscription: string): Promise<SubscriptionCheck['plan']> {
  try {
    const has = await rights.hasPlan(subscription)
    if (has === undefined) return { unknown: 'Azure does not say which plan it is.' }
    return has ? 'on' : 'off'
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    return { unknown: error.explanation(noOne) }
  }
}

function eachCapability(check: (name: CapabilityName) => CapabilityCheck): SubscriptionCheck['capabilities'] {
  const entries = capabilityNames.map((name) => [name, check(name)] as const)
  return Object.fromEntries(entries) as Record<CapabilityName, CapabilityCheck>
}
