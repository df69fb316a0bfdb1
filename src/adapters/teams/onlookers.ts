import type { Card } from '../../domain/card.ts'
import type { PersonId } from '../../domain/ids.ts'
import { parsePersonId } from '../../domain/ids.ts'
import type { Log } from '../../ports/log.ts'
import type { Member } from './connector.ts'
import { splitConversationId } from './reference.ts'
import { remembered } from './remembered.ts'

/** Teams keeps so many views of their own for one card. */
const mostUserIds = 60
const mostPeople = 20_000
const mostConversations = 200
const staleMs = 10 * 60_000

/**
 * Who reads along where, and by which id Teams calls them (`29:…`), as it told in passing. Only ever for what is shown: the ids stand on
 * cards that ask each reader's client for a view of its own.
 */
export interface Onlookers {
  /** Somebody acted: this is their id. */
  met(person: PersonId, account: string): void
  listed(conversation: string, members: readonly Member[]): void
  /** The card as Teams takes it for this conversation: with its ids in the place of people. */
  addressed(card: Card, conversation: string, personal: boolean): Card
}

export function onlookers({
  list,
  now,
  log,
}: {
  /** Has the members of a conversation listed anew; they arrive by `listed`. */
  readonly list: (conversation: string) => Promise<unknown>
  readonly now: () => number
  readonly log: Log
}): Onlookers {
  const accounts = remembered<PersonId, string>(mostPeople)
  const members = remembered<string, ReadonlySet<PersonId>>(mostConversations)
  const askedAt = remembered<string, number>(mostConversations)

  /** Nobody waits for it: the next card of the conversation has the news. */
  function lookAgain(conversation: string): void {
    if (now() - (askedAt.get(conversation) ?? Number.NEGATIVE_INFINITY) < staleMs) return
    askedAt.set(conversation, now())
    list(conversation).catch((error) => {
      log.debug({ conversation, error }, 'The members of a conversation could not be listed for its cards')
    })
  }

  function userIds(wanted: readonly PersonId[], conversation: string): string[] {
    lookAgain(conversation)
    const here = members.get(conversation)
    const first = here ? wanted.filter((person) => here.has(person)) : wanted
    // Where all fit, nobody is shown a button that is not for them.
    const all = here && here.size <= mostUserIds ? [...first, ...here] : first
    return [...new Set(all)].flatMap((person) => accounts.get(person) ?? []).slice(0, mostUserIds)
  }

  return {
    met: (person, account) => {
      if (accounts.get(person) !== account) accounts.set(person, account)
    },
    listed(conversation, all) {
      const people = all.flatMap(({ id, tenantId, aadObjectId }) => {
        const person = parsePersonId(tenantId, aadObjectId)
        if (person && id) accounts.set(person, id)
        return person ?? []
      })
      askedAt.set(conversation, now())
      members.set(conversation, new Set(people))
    },
    addressed(card, id, personal) {
      const wanted = viewersOn(card)
      if (!wanted) return card
      const isAlone = personal || wanted.length === 0
      return withUserIds(card, isAlone ? [] : userIds(wanted, splitConversationId(id).conversation))
    },
  }
}

/** The people for whom a card asks for a view of their own; undefined where it is no such card. */
export function viewersOn({ refresh }: Card): readonly PersonId[] | undefined {
  if (typeof refresh !== 'object' || refresh === null || !('userIds' in refresh)) return undefined
  return Array.isArray(refresh.userIds) ? refresh.userIds : []
}

export function withUserIds(card: Card, userIds: readonly string[]): Card {
  return { ...card, refresh: { ...(card.refresh as object), userIds } }
}
