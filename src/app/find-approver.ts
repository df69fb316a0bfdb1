import { isApprover } from '../domain/access-policy/stand-in.ts'
import { parsePersonId } from '../domain/ids.ts'
import { beginsLike, folded } from '../domain/name-match.ts'
import type { Person } from '../domain/person.ts'
import { GroupUnreadable } from '../ports/directory.ts'
import type { Roster } from '../ports/roster.ts'
import type { BindingStore } from '../ports/store.ts'
import type { PolicyDeps } from './membership-for.ts'

export interface FindApproverDeps extends PolicyDeps {
  readonly roster: Roster
  readonly bindings: BindingStore
}

/** Approvers of the access policy of this moment that are meant by a name. `unread`: not everybody's name could be read. */
export interface FoundApprovers {
  readonly people: readonly Person[]
  readonly unread: boolean
}

const mostMeant = 12

/**
 * Finds approvers by their name or Entra object id, among the members of the approvals channels and of this conversation. Nobody else
 * is ever told of, so that names can not be listed.
 */
export async function findApprover(
  deps: FindApproverDeps,
  asker: Person,
  text: string,
  here?: string,
): Promise<FoundApprovers> {
  const inForce = deps.policy.current()
  if (inForce.kind === 'none') return { people: [], unread: true }
  const bound = (await deps.bindings.list()).flatMap((b) => (b.purpose === 'approvals' ? [b.conversation] : []))
  const known = new Map<string, Person>()
  let unread = false
  for (const conversation of new Set([...bound, ...(here === undefined ? [] : [here])])) {
    try {
      for (const person of await deps.roster.named(conversation)) known.set(person.id, person)
    } catch (error) {
      if (!(error instanceof GroupUnreadable)) throw error
      unread = true
    }
  }
  const id = parsePersonId(asker.id.split('/')[0], text)
  const meant = id ? [known.get(id) ?? { id, name: text }] : meantBy(text, [...known.values()])
  const people = meant.filter((person) => person.id !== asker.id).slice(0, mostMeant)
  const membership = await deps.directory.membership(inForce.policy, { people: people.map((p) => p.id), acts: true })
  const may = people.map((person) => isApprover(inForce.policy, person.id, membership))
  return { people: people.filter((_, i) => may[i] === true), unread: unread || may.includes('unknown') }
}

/** Those of just this name, or else those whose name has words that begin like the ones typed. */
function meantBy(text: string, people: readonly Person[]): Person[] {
  const said = text.replace(/^@/, '')
  if (folded(said) === '') return []
  const exact = people.filter(({ name }) => folded(name) === folded(said))
  return exact.length > 0 ? exact : people.filter(({ name }) => beginsLike(name, said))
}
