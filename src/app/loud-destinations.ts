import { peopleIn } from '../domain/access-policy/membership.ts'
import type { AccessPolicy } from '../domain/access-policy/policy.ts'
import type { Destination } from '../domain/posting.ts'
import type { Binding, BindingStore } from '../ports/store.ts'
import type { PolicyDeps } from './membership-for.ts'

/** Where a break-glass is told. `names` in words, for whoever is about to break it. */
export interface Loud {
  readonly to: readonly Destination[]
  readonly names: readonly string[]
}

const mostAdmins = 20

/**
 * The channels of those who are skipped; every approvals channel where the rules name none that is bound; else those of the digest;
 * else the admins themselves. Empty: nobody would hear of it.
 */
export async function loudDestinations(
  { bindings, directory }: Pick<PolicyDeps, 'directory'> & { readonly bindings: BindingStore },
  policy: AccessPolicy,
  notify: readonly string[],
): Promise<Loud> {
  const all = await bindings.list()
  const approvals = all.flatMap((binding) => (binding.purpose === 'approvals' ? [binding] : []))
  const named = approvals.filter(({ name }) => notify.includes(name))
  const digests = all.filter(({ purpose }) => purpose === 'digest')
  const [chosen = []] = [named, approvals, digests].filter((some) => some.length > 0)
  if (chosen.length > 0) {
    const channels = new Map(chosen.map((binding) => [binding.conversation, nameOf(binding)]))
    return { to: [...channels.keys()].map((id) => ({ kind: 'conversation', id })), names: [...channels.values()] }
  }
  const { people } = peopleIn(await directory.membership(policy, { people: [], listed: policy.admins }), policy.admins)
  const told = people.slice(0, mostAdmins)
  return { to: told.map((person) => ({ kind: 'person', person })), names: told.length > 0 ? ['the admins'] : [] }
}

/** As the access policy names it; Teams does not tell the name of a team's first channel. */
function nameOf(binding: Binding): string {
  return binding.purpose === 'approvals' ? binding.name : binding.title || 'the channel of the digest'
}
