import { peopleIn } from '../domain/access-policy/membership.ts'
import type { AdminNews } from '../domain/admin-news.ts'
import type { Destination, Posting } from '../domain/posting.ts'
import type { BindingStore, Outbox } from '../ports/store.ts'
import type { PolicyDeps } from './membership-for.ts'

export interface TellAdminsDeps extends PolicyDeps {
  readonly outbox: Outbox
  readonly bindings: BindingStore
}

/** More admins than this are told in a channel, where they all look. */
const mostAdmins = 20

/**
 * Tells each admin in their personal chat, and the bound channels where nobody is found to tell. Once for each `key`, however many
 * replicas have noticed.
 */
export async function tellAdmins(deps: TellAdminsDeps, key: string, news: AdminNews): Promise<void> {
  const postings = (await destinations(deps)).map((to): Posting => {
    const place = to.kind === 'person' ? to.person : to.id
    return { key: `admins:${key}|${place}`, to, content: { kind: 'admin news', news } }
  })
  await deps.outbox.add(postings, [])
}

async function destinations({ policy, directory, bindings }: TellAdminsDeps): Promise<readonly Destination[]> {
  const inForce = policy.current()
  if (inForce.kind === 'policy') {
    const { admins } = inForce.policy
    const { people } = peopleIn(await directory.membership(inForce.policy, { people: [], listed: admins }), admins)
    if (people.length > 0 && people.length <= mostAdmins) return people.map((person) => ({ kind: 'person', person }))
  }
  const all = await bindings.list()
  const digests = all.filter(({ purpose }) => purpose === 'digest')
  const channels = new Set((digests.length > 0 ? digests : all).map(({ conversation }) => conversation))
  return [...channels].map((id) => ({ kind: 'conversation', id }))
}
