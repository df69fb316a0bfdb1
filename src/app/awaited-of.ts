import type { Requirement } from '../domain/access-policy/analysis.ts'
import type { Waiting } from '../domain/access-policy/escalation.ts'
import type { Membership } from '../domain/access-policy/membership.ts'
import { progress } from '../domain/access-policy/progress.ts'
import type { Awaited, Decision } from '../domain/request.ts'
import type { People } from '../ports/people.ts'

/** So many are named, out of so many that are looked at; the rest is a number. */
const named = 4
const lookedAt = 12

/** How far the demanded approvals are, in names as far as they are known: what the card shows until the next decision. */
export async function awaitedOf(
  { people }: { readonly people: People },
  requirement: Requirement,
  decisions: readonly Decision[],
  membership: Membership,
  waiting?: Waiting,
): Promise<Awaited[]> {
  const all = progress(requirement, decisions, membership, waiting)
  if (all.length === 0) return []
  const names = await people.names(all.flatMap(({ could }) => could.slice(0, lookedAt)))
  const approvers = new Map(decisions.map(({ by }) => [by.id, by.name]))
  return all.map(({ approval: { rule, count }, from, given, could, couldCount, unread }) => {
    const known = could
      .slice(0, lookedAt)
      .flatMap((id) => names.get(id) ?? [])
      .slice(0, named)
    return {
      ...{ rule, count, from },
      given: given.map((id) => approvers.get(id) ?? ''),
      could: known,
      others: Math.max(0, couldCount - known.length),
      ...(unread ? { unread } : {}),
    }
  })
}
