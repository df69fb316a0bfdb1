import type { JitCover, Vm } from '../../domain/vm.ts'
import type { AzureError } from '../../ports/jit.ts'
import type { Log } from '../../ports/log.ts'
import { azureError } from './azure-error.ts'
import type { Graph } from './graph.ts'
import { coversByVm, statusOf } from './jit-status.ts'
import {
  learnInterface,
  learnNetwork,
  learnPublicAddress,
  type NetworkFacts,
  noFacts,
  placeOfVm,
} from './network-facts.ts'
import type { SecurityClients } from './security-clients.ts'
import { readSubscriptionJit, type SubscriptionJit } from './subscription-jit.ts'
import { readVmRow, type VmRow } from './vm-row.ts'

/** One reading of the whole estate. `unread`: subscriptions whose JIT policies could not be read; what is said of JIT on their VMs is not to be relied on. */
export interface EstateReading {
  readonly vms: readonly Vm[]
  readonly unread: ReadonlyMap<string, AzureError>
}

export interface EstateSources {
  readonly graph: Graph
  readonly clients: SecurityClients
  readonly log: Log
  /** Absent: every subscription that the bot may see. */
  readonly subscriptions?: readonly string[]
}

/** So many subscriptions are asked at once. */
const atOnce = 4

/** Reads every VM with its place in the network and its JIT policies. Throws `AzureError` when Resource Graph does not answer. */
export async function readEstate(sources: EstateSources, signal: AbortSignal): Promise<EstateReading> {
  const share = sharing()
  const rows: VmRow[] = []
  const facts = noFacts()
  await eachRow(sources, signal, 'microsoft.compute/virtualmachines', (row) => rows.push(readVmRow(row, share)))
  const learn: readonly [string, (facts: NetworkFacts, row: unknown) => void][] = [
    ['microsoft.network/networkinterfaces', learnInterface],
    ['microsoft.network/publicipaddresses', learnPublicAddress],
    ['microsoft.network/virtualnetworks', learnNetwork],
  ]
  for (const [type, keep] of learn) await eachRow(sources, signal, type, (row) => keep(facts, row))

  const subscriptions = new Set(rows.map(({ vm }) => vm.subscription))
  const told = await readJit(sources, [...subscriptions], signal)
  const policies = [...told.values()].flatMap((each) => (each.policies instanceof Error ? [] : each.policies))
  const covers = coversByVm(policies)
  const vms = rows.map(({ vm, interfaces }): Vm => {
    const { guarded, interfaces: seen, ...addresses } = placeOfVm(facts, interfaces)
    // Shared, and copied by map: a list that grew keeps room for seventeen.
    const place = seen && { interfaces: seen.map((each) => ({ ...each, securityGroups: share(each.securityGroups) })) }
    const ofVm = share<readonly JitCover[]>(covers.get(vm.id) ?? [])
    return {
      ...vm,
      ...addresses,
      ...place,
      jit: share(statusOf(ofVm, { hasPlan: told.get(vm.subscription)?.hasPlan, guarded })),
    }
  })
  const unread = [...told].flatMap(([id, { policies: got }]) => (got instanceof Error ? [[id, got] as const] : []))
  return { vms, unread: new Map(unread) }
}

async function eachRow(
  sources: EstateSources,
  signal: AbortSignal,
  type: string,
  keep: (row: unknown) => void,
): Promise<void> {
  const { graph, subscriptions, log } = sources
  const columns = 'id, name, type, location, resourceGroup, subscriptionId, tags, properties'
  // Sorted, or pages would overlap.
  const query = `resources | where type =~ '${type}' | project ${columns} | order by id asc`
  const scope = subscriptions === undefined ? {} : { subscriptions }
  for await (const row of graph({ query, signal, ...scope })) {
    try {
      keep(row)
    } catch (error) {
      log.error({ type, said: azureError(error, 'read').message }, 'a resource cannot be read')
    }
  }
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

/** Gives the first of all equal values, so that a hundred thousand VMs do not keep a hundred thousand copies of the same few. */
function sharing(): <T>(value: T) => T {
  const known = new Map<string, unknown>()
  return <T>(value: T): T => {
    const key = JSON.stringify(value)
    if (!known.has(key)) known.set(key, value)
    return known.get(key) as T
  }
}
