import type { EntraGroup } from '../../domain/access-policy/policy.ts'
import { type PersonId, parsePersonId } from '../../domain/ids.ts'
import { type GroupReader, GroupUnreadable } from '../../ports/directory.ts'
import { type GraphAccess, graphCall } from './graph-client.ts'
import { whyUnreadable } from './why-unreadable.ts'

/** Graph takes so many groups in one question. */
const groupsAtOnce = 20
const pageSize = 999
/** Of a larger group not everybody is read: the list says who could be asked, and never whose word counts. */
const mostPages = 20

/** Entra's groups as Microsoft Graph has them. Groups within groups count. People of other tenants are in none. */
export function entraGroups(
  access: GraphAccess,
  { timeoutMs = 4_000 }: { readonly timeoutMs?: number } = {},
): GroupReader<EntraGroup> {
  const call = graphCall(access, timeoutMs)

  async function check(user: string, groupIds: readonly string[]): Promise<readonly string[]> {
    const answer: unknown = await call((client, signal) =>
      client.api(`/users/${user}/checkMemberGroups`).option('signal', signal).post({ groupIds }),
    )
    return listIn(answer).map((id) => {
      if (typeof id !== 'string') throw new UnreadableAnswer()
      return id.toLowerCase()
    })
  }

  return {
    async memberOf(person, groups) {
      const [tenant = '', user = ''] = person.split('/')
      const ids = [...new Set(groups.flatMap((group) => (group.tenant === tenant ? [group.id] : [])))]
      const chunks = Array.from({ length: Math.ceil(ids.length / groupsAtOnce) }, (_, i) =>
        ids.slice(i * groupsAtOnce, (i + 1) * groupsAtOnce),
      )
      try {
        const found = new Set((await Promise.all(chunks.map((chunk) => check(user, chunk)))).flat())
        return groups.map((group) => group.tenant === tenant && found.has(group.id))
      } catch (error) {
        throw new GroupUnreadable(whyUnreadable(error), { cause: error })
      }
    },

    async members(group) {
      try {
        const people: PersonId[] = []
        // A cast to one type is an advanced query, which Graph answers from an index that is a little behind.
        let next: string | undefined =
          `/groups/${group.id}/transitiveMembers/microsoft.graph.user?$select=id&$count=true&$top=${pageSize}`
        for (let pages = 0; next !== undefined && pages < mostPages; pages++) {
          const path: string = next
          const page: unknown = await call((client, signal) =>
            client.api(path).header('ConsistencyLevel', 'eventual').option('signal', signal).get(),
          )
          people.push(...listIn(page).flatMap((member) => personIn(group.tenant, member)))
          next = nextOf(page)
        }
        return people
      } catch (error) {
        throw new GroupUnreadable(whyUnreadable(error), { cause: error })
      }
    },
  }
}

class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer'
}

function listIn(answer: unknown): readonly unknown[] {
  const value = (answer as { value?: unknown } | null | undefined)?.value
  if (!Array.isArray(value)) throw new UnreadableAnswer()
  return value
}

function personIn(tenant: string, member: unknown): PersonId[] {
  const id = (member as { id?: unknown } | null)?.id
  const person = typeof id === 'string' ? parsePersonId(tenant, id) : undefined
  return person ? [person] : []
}

function nextOf(page: unknown): string | undefined {
  const next = (page as { '@odata.nextLink'?: unknown })['@odata.nextLink']
  return typeof next === 'string' ? next : undefined
}
