import type { Rights } from '../../ports/rights.ts'
import type { AzureAccess } from './azure-access.ts'
import { azureError } from './azure-error.ts'
import { azureGraph } from './graph.ts'
import { resourceManager } from './resource-manager.ts'
import { securityClients } from './security-clients.ts'
import { readPlan } from './subscription-jit.ts'
import { optionalList, optionalText, textAt, UnreadableAnswer } from './wire.ts'

const timeoutMs = 60_000
const permissions = 'providers/Microsoft.Authorization/permissions?api-version=2022-04-01'

/** What the bot may do, asked of Azure's own permissions call. */
export function azureRights(access: AzureAccess): Rights {
  const { list } = resourceManager(access)
  const graph = azureGraph(access)
  const clients = securityClients(access)

  return {
    async held(scope) {
      const all = await list(`${scope}/${permissions}`)
      return readable(() =>
        all.map((each) => ({ actions: texts(each, 'actions'), notActions: texts(each, 'notActions') })),
      )
    },

    async subscriptions() {
      const all = await list('/subscriptions?api-version=2022-12-01')
      return readable(() =>
        all.map((each) => {
          const id = textAt(each, 'subscriptionId').toLowerCase()
          // Written to a terminal, where control characters would be obeyed.
          const name = optionalText(each, 'displayName')
            ?.replace(/\p{C}+/gu, ' ')
            .trim()
          return { id, name: name || id }
        }),
      )
    },

    async resourceGroups(subscription) {
      const query = `resources | where type =~ 'microsoft.compute/virtualmachines' | distinct subscriptionId, resourceGroup`
      const signal = AbortSignal.timeout(timeoutMs)
      const groups = new Set<string>()
      for await (const row of graph({ query, subscriptions: [subscription], signal }))
        groups.add(
          readable(() => `/subscriptions/${subscription}/resourcegroups/${textAt(row, 'resourceGroup')}`.toLowerCase()),
        )
      return [...groups].sort()
    },

    async hasPlan(subscription) {
      try {
        return await readPlan(clients, subscription, AbortSignal.timeout(timeoutMs))
      } catch (error) {
        throw azureError(error, 'read')
      }
    },
  }
}

function texts(value: unknown, key: string): string[] {
  return optionalList(value, key).map((each) => {
    if (typeof each === 'string') return each
    throw new UnreadableAnswer(`${key} holds something that is no text`)
  })
}

function readable<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw azureError(error, 'read')
  }
}
