import { type PersonId, parsePersonId } from '../../domain/ids.ts'
import { GroupUnreadable } from '../../ports/directory.ts'
import type { Roster } from '../../ports/roster.ts'
import type { Words } from '../../words/en.ts'
import type { Text } from '../../words/text.ts'
import type { Connector, Member } from './connector.ts'
import { codeOf, goneText, statusOf } from './delivery-error.ts'
import { splitConversationId } from './reference.ts'
import type { References } from './references.ts'

/** Teams lists so many members in twenty pages of five hundred: of a larger team the rest is not listed, and still counts. */
const mostPages = 20
const longestName = 200

/** The members of Teams conversations, as Teams tells them. */
export function teamsRoster({
  connector,
  references,
  fallbackServiceUrl,
  onListed,
}: {
  readonly connector: Connector
  readonly references: References
  readonly fallbackServiceUrl: string
  readonly onListed?: (conversation: string, members: readonly Member[]) => void
}): Roster {
  async function reading<T>(id: string, read: (serviceUrl: string, conversation: string) => Promise<T>): Promise<T> {
    const { conversation } = splitConversationId(id)
    try {
      const known = await references.of(conversation)
      return await read(known?.serviceUrl ?? fallbackServiceUrl, conversation)
    } catch (error) {
      const status = statusOf(error)
      throw new GroupUnreadable(({ words: { unread } }) => whyNot(status, unread.teams), { cause: error })
    }
  }

  const listed = (id: string) =>
    reading(id, async (serviceUrl, conversation) => {
      const members: Member[] = []
      let token: string | undefined
      for (let pages = 0; pages < mostPages; pages++) {
        const page = await connector.members(serviceUrl, conversation, token)
        members.push(...page.members)
        token = page.next
        if (token === undefined) break
      }
      onListed?.(conversation, members)
      return members
    })

  return {
    standing: async (id) => {
      const { conversation } = splitConversationId(id)
      try {
        const known = await references.of(conversation)
        await connector.members(known?.serviceUrl ?? fallbackServiceUrl, conversation, undefined)
        return { kind: 'there' }
      } catch (error) {
        const status = statusOf(error)
        const why: Text = ({ words: { unread } }) =>
          status === undefined ? unread.teams.unreachable : goneText(status, codeOf(error), unread.teams)
        return { kind: status === 403 || status === 404 ? 'gone' : 'unknown', why }
      }
    },
    has: (id, person) =>
      reading(id, async (serviceUrl, conversation) => {
        const [, object = ''] = person.split('/')
        try {
          return personIn(await connector.member(serviceUrl, conversation, object)) === person
        } catch (error) {
          if (statusOf(error) === 404 && codeOf(error).startsWith('MemberNotFound')) return false
          throw error
        }
      }),
    people: async (id) => (await listed(id)).flatMap((member) => personIn(member) ?? []),
    named: async (id) =>
      (await listed(id)).flatMap((member) => {
        const person = personIn(member)
        const name = member.name?.trim().slice(0, longestName)
        return person && name ? [{ id: person, name }] : []
      }),
  }
}

function whyNot(status: number | undefined, { notInChannel, unreachable, answered }: Words['unread']['teams']): string {
  if (status === 403 || status === 404) return notInChannel
  return status === undefined ? unreachable : answered(String(status))
}

function personIn({ tenantId, aadObjectId }: Member): PersonId | undefined {
  return parsePersonId(tenantId, aadObjectId)
}
