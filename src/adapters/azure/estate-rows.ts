import { parseVmId, type VmId } from '../../domain/ids.ts'
import type { Log } from '../../ports/log.ts'
import { azureError } from './azure-error.ts'
import type { Graph } from './graph.ts'
import {
  learnFirewall,
  learnInterface,
  learnNetwork,
  learnPublicAddress,
  type NetworkFacts,
  noFacts,
} from './network-facts.ts'
import { readVmRow, type Share, type VmRow } from './vm-row.ts'
import { at, optionalText, textAt } from './wire.ts'

export interface RowSources {
  readonly graph: Graph
  readonly log: Log
  /** Absent: every subscription that the bot may see. */
  readonly subscriptions?: readonly string[]
}

/** What Defender's recommendation says of JIT on VMs. `healthy` may mean that JIT is on, or that no management port is open. */
export interface Assessed {
  readonly healthy: Set<VmId>
  readonly offByPolicy: Set<VmId>
}

/** A condition in Resource Graph's language, such as `name =~ 'web01'`. Absent: all. */
type Where = string | undefined

const recommendation = '805651bc-6ecd-4c73-9b55-97a19d0582d0'

const learners: Readonly<Record<string, (facts: NetworkFacts, row: unknown) => void>> = {
  'microsoft.network/networkinterfaces': learnInterface,
  'microsoft.network/publicipaddresses': learnPublicAddress,
  'microsoft.network/virtualnetworks': learnNetwork,
  'microsoft.network/azurefirewalls': learnFirewall,
}

/** The VMs that Resource Graph has, classic ones too. */
export async function readVms(sources: RowSources, share: Share, signal: AbortSignal, where?: Where): Promise<VmRow[]> {
  const rows: VmRow[] = []
  const types = ['microsoft.compute/virtualmachines', 'microsoft.classiccompute/virtualmachines']
  await eachRow(sources, signal, query('resources', types, where), (row) => rows.push(readVmRow(row, share)))
  return rows
}

/** Everything of the network that tells where VMs are reached and what guards them. */
export async function readNetwork(sources: RowSources, signal: AbortSignal): Promise<NetworkFacts> {
  const facts = noFacts()
  for (const type of Object.keys(learners)) await learnRows(sources, facts, signal, [type])
  return facts
}

/** Adds what the rows of these types tell. */
export async function learnRows(
  sources: RowSources,
  facts: NetworkFacts,
  signal: AbortSignal,
  types: readonly string[],
  where?: Where,
): Promise<void> {
  await eachRow(sources, signal, query('resources', types, where), (row) => {
    learners[textAt(row, 'type').toLowerCase()]?.(facts, row)
  })
}

/** The recommendation's word on each VM, as far as the bot may read it: whoever may not sees none. */
export async function readAssessed(sources: RowSources, signal: AbortSignal, vms?: readonly VmId[]): Promise<Assessed> {
  const assessed: Assessed = { healthy: new Set(), offByPolicy: new Set() }
  const suffix = `/providers/microsoft.security/assessments/${recommendation}`
  const where = vms && `id in~ (${vms.map((id) => kqlText(`${id}${suffix}`)).join(', ')})`
  // Of a large estate most are healthy or unhealthy, and the latter say nothing that is needed.
  const conditions = [`name == '${recommendation}'`, `properties.status.code in~ ('Healthy', 'NotApplicable')`]
  const text = query('securityresources', ['microsoft.security/assessments'], [...conditions, where])
  await eachRow(sources, signal, text, (row) => {
    const id = parseVmId(textAt(row, 'id').toLowerCase().split('/providers/microsoft.security/')[0] ?? '')
    const code = optionalText(row, 'properties', 'status', 'code')?.toLowerCase()
    const cause = optionalText(row, 'properties', 'status', 'cause')?.toLowerCase()
    if (id === undefined) return
    if (code === 'healthy') assessed.healthy.add(id)
    if (code === 'notapplicable' && cause === 'offbypolicy') assessed.offByPolicy.add(id)
  })
  return assessed
}

/** Text as a literal of Resource Graph's language, whatever is in it. */
export function kqlText(text: string): string {
  return `'${text.replace(/[\\']/g, (found) => `\\${found}`).replace(/\p{Cc}/gu, ' ')}'`
}

function query(table: string, types: readonly string[], where: Where | readonly Where[]): string {
  const columns = 'id, name, type, location, resourceGroup, subscriptionId, tags, properties'
  const conditions = [where].flat().flatMap((each) => (each === undefined ? [] : ` and ${each}`))
  const ofTypes = `type in~ (${types.map((type) => `'${type}'`).join(', ')})`
  // Sorted, or pages would overlap.
  return `${table} | where ${ofTypes}${conditions.join('')} | project ${columns} | order by id asc`
}

async function eachRow(
  { graph, subscriptions, log }: RowSources,
  signal: AbortSignal,
  text: string,
  keep: (row: unknown) => void,
): Promise<void> {
  const scope = subscriptions === undefined ? {} : { subscriptions }
  for await (const row of graph({ query: text, signal, ...scope })) {
    try {
      keep(row)
    } catch (error) {
      const type = at(row, 'type')
      log.error({ type, said: azureError(error, 'read').message }, 'a resource cannot be read')
    }
  }
}
