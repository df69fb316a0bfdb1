import type { NetworkManagementClient } from '@azure/arm-network'
import { type NsgId, partsOf } from '../../domain/ids.ts'
import { jitRuleKind } from '../../domain/network/jit-rule.ts'
import type { SecurityGroup } from '../../domain/network/network-rule.ts'
import { AzureError } from '../../ports/jit.ts'
import type { Network } from '../../ports/network.ts'
import type { AzureAccess } from './azure-access.ts'
import { forbidden } from './forbidden.ts'
import { readSecurityGroup } from './network-wire.ts'
import { perSubscription } from './per-subscription.ts'
import { type CallParts, watchedCall } from './watched-call.ts'
import { optionalText } from './wire.ts'

const nsgType = 'Microsoft.Network/networkSecurityGroups'
/** Between two looks at whether a rule is deleted; Azure takes some seconds. */
const pollMs = 1_000

export interface AzureNetworkParts extends CallParts {
  readonly access: AzureAccess
}

/** The rules of the network security groups, through Azure's client for the network, which is loaded when it is first needed. */
export function azureNetwork({ access, ...parts }: AzureNetworkParts): Network {
  const clients = perSubscription((subscription) => networkClient(access, subscription))

  async function readGroup(id: NsgId): Promise<SecurityGroup> {
    const { subscription, resourceGroup, name } = partsOf(id)
    return await watchedCall(parts, 'read', { group: id }, async (abortSignal) => {
      const client = await clients(subscription)
      return readSecurityGroup(await client.networkSecurityGroups.get(resourceGroup, name, { abortSignal }), id)
    })
  }

  /** The groups of one resource group by its list, one call; those that are not on its first page by themselves. */
  async function readSiblings(ids: readonly NsgId[]): Promise<SecurityGroup[]> {
    const [first] = ids
    if (first === undefined || ids.length === 1) return await Promise.all(ids.map(readGroup))
    const { subscription, resourceGroup } = partsOf(first)
    const listed = await watchedCall(parts, 'read', { groups: ids.join(', ') }, async (abortSignal) => {
      const client = await clients(subscription)
      const pages = client.networkSecurityGroups.list(resourceGroup, { abortSignal }).byPage()
      const page = await pages.next()
      const found: readonly unknown[] = page.done ? [] : page.value
      return ids.flatMap((id) => {
        const wire = found.find((each) => optionalText(each, 'id')?.toLowerCase() === id)
        return wire === undefined ? [] : [readSecurityGroup(wire, id)]
      })
    }).catch((error: unknown) => {
      // The right may be held on each group alone.
      if (error instanceof AzureError && error.status === 403) return []
      throw error
    })
    const left = ids.filter((id) => !listed.some((group) => group.id === id))
    return [...listed, ...(await Promise.all(left.map(readGroup)))]
  }

  return {
    async read({ interfaces }) {
      if (interfaces === undefined) return { kind: 'unseen' }
      const ids = [...new Set(interfaces.flatMap(({ securityGroups }) => securityGroups))]
      if (ids.length === 0) return { kind: 'unguarded' }
      try {
        const siblings = [...new Set(ids.map(placeOf))].map((place) => ids.filter((id) => placeOf(id) === place))
        const read = (await Promise.all(siblings.map(readSiblings))).flat()
        const groups = new Map(read.map((group) => [group.id, group]))
        return {
          kind: 'read',
          interfaces: interfaces.map(({ address, securityGroups }) => ({
            address,
            groups: securityGroups.flatMap((id) => groups.get(id) ?? []),
          })),
        }
      } catch (error) {
        if (!(error instanceof AzureError)) throw error
        // A group that is gone: the estate is older than that, so that nothing is known of what stands there now.
        if (error.status === 404) return { kind: 'unseen' }
        const lacking = forbidden(error, { action: `${nsgType}/read`, scope: ids.join(', ') })
        if (lacking) return lacking
        throw error
      }
    },

    async removeJitAllow({ group, name }) {
      if (jitRuleKind(name) !== 'allow')
        throw new AzureError(({ words }) => words.azure.notDefenders(name), {
          outcome: 'refused',
          code: 'NotJitRule',
        })
      const { subscription, resourceGroup, name: groupName } = partsOf(group)
      try {
        await watchedCall(parts, 'delete', { group, rule: name }, async (abortSignal) => {
          const client = await clients(subscription)
          const options = { abortSignal, updateIntervalInMs: pollMs }
          await client.securityRules.beginDeleteAndWait(resourceGroup, groupName, name, options)
        })
        return { kind: 'done' }
      } catch (error) {
        if (!(error instanceof AzureError)) throw error
        if (error.status === 404) return { kind: 'done' }
        const scope = `${group}/securityRules/${name}`
        const lacking = forbidden(error, { action: `${nsgType}/securityRules/delete`, scope })
        if (lacking) return lacking
        throw error
      }
    },
  }
}

/** Where a list has it. */
function placeOf(id: NsgId): string {
  const { subscription, resourceGroup } = partsOf(id)
  return `${subscription}/${resourceGroup}`
}

async function networkClient(
  { credential, cloud, transport }: AzureAccess,
  subscription: string,
): Promise<NetworkManagementClient> {
  const { NetworkManagementClient } = await import('@azure/arm-network')
  return new NetworkManagementClient(credential, subscription, {
    endpoint: cloud.endpoint,
    credentialScopes: cloud.scope,
    retryOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: 'jit-access-bot' },
    ...(transport === undefined ? {} : { httpClient: transport }),
  })
}
