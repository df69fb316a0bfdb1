import type { VmId } from '../../domain/ids.ts'
import type { JitCover, Vm } from '../../domain/vm.ts'
import type { AzureError } from '../../ports/jit.ts'
import { type RowSources, readAssessed, readNetwork, readVms } from './estate-rows.ts'
import { coversByVm, firewallPlace, statusOf } from './jit-status.ts'
import { type GroupKey, readMissingPolicies } from './missing-policies.ts'
import { placeOfVm } from './network-facts.ts'
import type { SecurityClients } from './security-clients.ts'
import { sharing } from './sharing.ts'
import { readSubscriptionJit, type SubscriptionJit } from './subscription-jit.ts'

/** One reading of the whole estate. `unread`: subscriptions whose JIT policies could not be read; what is said of JIT on their VMs is not to be relied on. */
export interface EstateReading {
  readonly vms: readonly Vm[]
  readonly unread: ReadonlyMap<string, AzureError>
  /** Resource groups whose own list of JIT policies is to be read first the next time. */
  readonly unasked?: readonly GroupKey[]
}

/** What the reading before this one left: Azure may leave out policies, and so be remembered better than it answers. */
export interface Before {
  get(id: VmId): Vm | undefined
  readonly unasked: readonly GroupKey[]
}

export interface EstateSources extends RowSources {
  readonly clients: SecurityClients
  /** Epoch milliseconds. */
  readonly now: () => number
}

const nothingBefore: Before = { get: () => undefined, unasked: [] }

/** So many subscriptions are asked at once. */
const atOnce = 4

/** Reads every VM with its place in the network and its JIT policies. Throws `AzureError` when Resource Graph does not answer. */
export async function readEstate(
  sources: EstateSources,
  signal: AbortSignal,
  before: Before = nothingBefore,
): Promise<EstateReading> {
  const share = sharing()
  const rows = await readVms(sources, share, signal)
  const facts = await readNetwork(sources, signal)
  const { healthy, offByPolicy } = await readAssessed(sources, signal)

  const subscriptions = new Set(rows.map(({ vm }) => vm.subscription))
  const told = await readJit(sources, [...subscriptions], signal)
  const listed = [...told.values()].flatMap((each) => (each.policies instanceof Error ? [] : each.policies))
  const named = new Set(listed.flatMap((policy) => [...policy.vms.keys()]))
  const wasConfigured = (id: VmId) => before.get(id)?.jit.kind === 'configured'
  const isMissing = ({ id, subscription }: VmRowPlace) => {
    const ofSubscription = told.get(subscription)
    const canTell =
      ofSubscription !== undefined && !(ofSubscription.policies instanceof Error) && ofSubscription.hasPlan !== false
    return canTell && !named.has(id) && (healthy.has(id) || wasConfigured(id))
  }
  const missing = rows.map(({ vm }) => vm).filter(isMissing)
  const groups = inOrder(missing, wasConfigured, before.unasked)
  const { policies, unasked, failed } = await readMissingPolicies(sources, groups, signal)

  const covers = coversByVm(distinct([...listed, ...policies]), sources.now())
  const unknown = new Set([...unasked, ...failed])
  const vms = rows.map(({ vm, interfaces }): Vm => {
    const { guarded, managedFirewall, ownFirewall, interfaces: seen, ...addresses } = placeOfVm(facts, interfaces)
    // Shared, and copied by map: a list that grew keeps room for seventeen.
    const place = seen && { interfaces: seen.map((each) => ({ ...each, securityGroups: share(each.securityGroups) })) }
    const ofVm = share<readonly JitCover[]>(covers.get(vm.id) ?? [])
    const hasPlan = told.get(vm.subscription)?.hasPlan
    const status = statusOf(vm.id, ofVm, { hasPlan, guarded, managedFirewall, offByPolicy: offByPolicy.has(vm.id) })
    const last = unknown.has(groupOf(vm)) ? before.get(vm.id)?.jit : undefined
    const jit = last?.kind === 'configured' && ofVm.length === 0 ? last : share(status)
    return { ...vm, ...addresses, ...place, ...firewallPlace(ofVm, ownFirewall), jit }
  })
  const unread = [...told].flatMap(([id, { policies: got }]) => (got instanceof Error ? [[id, got] as const] : []))
  return { vms, unread: new Map(unread), unasked }
}

type VmRowPlace = Pick<Vm, 'id' | 'subscription' | 'resourceGroup'>

function groupOf({ subscription, resourceGroup }: VmRowPlace): GroupKey {
  return `${subscription}/${resourceGroup.toLowerCase()}`
}

/** Groups that were left the last time first, then those of VMs that were configured: healthy may mean nothing. */
function inOrder(
  missing: readonly VmRowPlace[],
  wasConfigured: (id: VmId) => boolean,
  unasked: readonly GroupKey[],
): GroupKey[] {
  const known = missing.filter(({ id }) => wasConfigured(id)).map(groupOf)
  const all = new Set([...known, ...missing.map(groupOf)])
  return [...new Set([...unasked.filter((key) => all.has(key)), ...all])]
}

function distinct<T extends { readonly id: string }>(policies: readonly T[]): T[] {
  return [...new Map(policies.map((policy) => [policy.id, policy])).values()]
}

async function readJit(
  sources: EstateSources,
  subscriptions: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, SubscriptionJit>> {
  const told = new Map<string, SubscriptionJit>()
  const waiting = [...subscriptions]
  const work = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
      told.set(next, await readSubscriptionJit(sources, next, signal))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return told
}
