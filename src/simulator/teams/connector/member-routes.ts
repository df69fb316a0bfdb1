import type { Conversation, Roster, TeamsPerson } from '../roster.ts'
import { badSyntax, ConnectorError } from './connector-error.ts'
import type { ConnectorRoute } from './connector-route.ts'
import { subjectInPath } from './subject.ts'

const base = 'v3/conversations/{conversation}'
const read = { method: 'GET', operation: 'read', isPaced: false, subject: subjectInPath } as const
const largestPage = 500

export const memberRoutes: readonly ConnectorRoute[] = [
  {
    ...read,
    path: base,
    handle: ({ roster }, _call, { id, conversation: { kind, name } }) => {
      const body = { id, name, conversationType: kind, isGroup: kind === 'channel', tenantId: roster.tenantId }
      return { status: 200, body }
    },
  },
  {
    ...read,
    path: `${base}/members`,
    handle: ({ roster }, _call, { conversation }) => ({ status: 200, body: accounts(roster, conversation) }),
  },
  {
    ...read,
    path: `${base}/activities/{activity}/members`,
    handle: ({ roster }, _call, { conversation }) => ({ status: 200, body: accounts(roster, conversation) }),
  },
  {
    ...read,
    path: `${base}/pagedmembers`,
    handle({ roster }, { query }, { conversation }) {
      const size = Number(query.get('pageSize') ?? largestPage)
      const from = Number(query.get('continuationToken') ?? 0)
      if (!Number.isInteger(size) || size < 1 || !Number.isInteger(from) || from < 0) {
        throw badSyntax('pageSize or continuationToken is not right.')
      }
      const all = accounts(roster, conversation)
      const end = from + Math.min(size, largestPage)
      const more = end < all.length ? { continuationToken: String(end) } : {}
      return { status: 200, body: { members: all.slice(from, end), ...more } }
    },
  },
  {
    ...read,
    path: `${base}/members/{member}`,
    handle({ roster }, { params }, { conversation }) {
      const person = roster.person(params.member ?? '')
      const member = membersOf(conversation).find(({ id }) => id === person?.id)
      if (member === undefined) {
        throw new ConnectorError(404, 'MemberNotFoundInConversation', 'The person is not in the conversation.')
      }
      return { status: 200, body: memberAccount(roster, member) }
    },
  },
]

function membersOf(conversation: Conversation): readonly TeamsPerson[] {
  return conversation.kind === 'personal' ? [conversation.person] : conversation.members
}

function accounts(roster: Roster, conversation: Conversation) {
  return membersOf(conversation).map((person) => memberAccount(roster, person))
}

function memberAccount(roster: Roster, person: TeamsPerson) {
  const { id, name, aadObjectId } = roster.account(person)
  const [givenName = name, ...rest] = name.split(' ')
  const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@contoso.example`
  return {
    id,
    name,
    givenName,
    surname: rest.join(' '),
    objectId: aadObjectId,
    aadObjectId,
    email,
    userPrincipalName: email,
    tenantId: roster.tenantId,
    userRole: 'user',
  }
}
