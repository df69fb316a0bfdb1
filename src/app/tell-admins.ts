import { peopleIn } from '../domain/access-policy/membership.ts'
import type { AdminNews } from '../domain/admin-news.ts'
import type { Destination, Posting } from '../domain/posting.ts'
import type { BindingStore, Outbox } from '../ports/store.ts'
import type { PolicyDeps } from './membership-for.ts'

export interface AdminDeps extends PolicyDeps {
  readonly bindings: BindingStore
}

export interface TellAdminsDeps extends AdminDeps {
  readonly outbox: Outbox
}

/** More admins than this are told in a channel, where they all look. */
const mostAdmins = 20

/**
 * Tells each admin in their personal chat, and the bound channels where nobody is found to tell. Once for each `key`, however many
 * replicas have noticed.
 */
export async function tellAdmins(deps: TellAdminsDeps, key: string, news: AdminNews): Promise<void> {
  await deps.outbox.add(await adminPostings(deps, key, news), [])
}

/** The same as postings, for whoever stores them with something else. `except`: a channel where nothing can be posted. */
export async function adminPostings(
  deps: AdminDeps,
  key: string,
  news: AdminNews,
  except?: string,
): Promise<readonly Posting[]> {
  return (await destinations(deps, except)).map((to) => adminPosting(key, news, to))
}

/** One such posting; for a channel there is one, however many admins can not be reached. */
export function adminPosting(key: string, news: AdminNews, to: Destination): Posting {
  const place = to.kind === 'person' ? to.person : to.id
  return { key: `admins:${key}|${place}`, to, content: { kind: 'admin news', news } }
}

async function destinations(deps: AdminDeps, except: string | undefined): Promise<readonly Destination[]> {
  const inForce = deps.policy.current()
  if (inForce.kind === 'policy') {
    const { admins } = inForce.policy
    const { people } = peopleIn(await deps.directory.membership(inForce.policy, { people: [], listed: admins }), admins)
    if (people.length > 0 && people.length <= mostAdmins) return people.map((person) => ({ kind: 'person', person }))
  }
  return await channelsForAdmins(deps, except)
}

/** The channels of the digest, or else of the approvals. */
export async function channelsForAdmins(
  { bindings }: Pick<AdminDeps, 'bindings'>,
  except?: string,
): Promise<readonly Extract<Destination, { kind: 'conversation' }>[]> {
  const all = (await bindings.list()).filter(({ conversation }) => conversation !== except)
  const digests = all.filter(({ purpose }) => purpose === 'digest')
  const channels = new Set((digests.length > 0 ? digests : all).map(({ conversation }) => conversation))
  return [...channels].map((id) => ({ kind: 'conversation', id }))
}
