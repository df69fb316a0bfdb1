import { entraGroups } from '../../adapters/graph/entra-groups.ts'
import type { GraphAccess } from '../../adapters/graph/graph-client.ts'
import { lookAt } from '../../adapters/policy-file/read-policy-file.ts'
import { type Check, checkThat } from './check.ts'

/** Whether each Entra group that the access policy names can be read, and how many people it has. Nothing is asked where it names none. */
export async function checkGroups(policyFile: string, graph: GraphAccess): Promise<Check[]> {
  const { parsed } = lookAt(policyFile)
  if (!parsed.ok) return []
  const reader = entraGroups(graph, { timeoutMs: 20_000 })
  const checks: Check[] = []
  for (const [name, group] of Object.entries(parsed.policy.groups)) {
    if (group.kind !== 'entra') continue
    const found = await checkThat({ area: 'Access policy', name: `group ${name}` }, async () => {
      const { length } = await reader.members(group)
      return `The group ${group.id} of Entra has ${length === 1 ? 'one person' : `${length} people`}.`
    })
    const why =
      'Rules that name it refuse; give the bot GroupMember.Read.All and User.ReadBasic.All (application permissions of Microsoft Graph).'
    checks.push(found.state === 'works' ? found : { ...found, text: `It cannot be read: ${found.text}. ${why}` })
  }
  return checks
}
