import { createHash } from 'node:crypto'
import type { Places } from './places.ts'

export type TeamsPerson = {
  /** Entra object id. */
  readonly id: string
  readonly name: string
  /** False: the app is not installed for this person, and the bot can write them nothing. */
  readonly installed?: boolean
}

export type TeamsChannel = {
  /** `19:…@thread.tacv2` */
  readonly id: string
  readonly name: string
  /** Entra object ids; absent: everybody. */
  readonly members?: readonly string[]
}

export type Team = { readonly id: string; readonly name: string; readonly aadGroupId: string }

export type Conversation =
  | { readonly kind: 'personal'; readonly id: string; readonly name: string; readonly person: TeamsPerson }
  | { readonly kind: 'channel'; readonly id: string; readonly name: string; readonly members: readonly TeamsPerson[] }

/** How Teams names somebody towards a bot. */
export type Account = { readonly id: string; readonly name: string; readonly aadObjectId: string }

export type RosterOptions = {
  readonly appId: string
  readonly botName: string
  readonly tenantId: string
  readonly team: Team
  readonly people: readonly TeamsPerson[]
  readonly channels: readonly TeamsChannel[]
  /** Absent: everything stays as it is. */
  readonly places?: Places
}

/** Who there is and where they talk, as of now: channels are renamed and deleted, the app is added and removed. */
export type Roster = {
  readonly bot: { readonly id: string; readonly name: string }
  readonly tenantId: string
  readonly team: Team
  readonly people: readonly TeamsPerson[]
  /** Deleted ones too. */
  readonly channels: readonly TeamsChannel[]
  /** Whether the app is in the team. */
  readonly teamHasApp: boolean
  /** By Entra object id or by `29:…`, whatever the case of the former. */
  person(id: string): TeamsPerson | undefined
  account(person: TeamsPerson): Account
  /** By the id without a thread. */
  conversation(id: string): Conversation | undefined
  /** Every person has a personal chat, also one whose bot is not installed: others cannot tell. */
  personal(person: TeamsPerson): Conversation
  /** Personal chat first, then channels in their order. */
  conversationsOf(person: TeamsPerson): Conversation[]
}

export function buildRoster(options: RosterOptions): Roster {
  const { appId, botName, tenantId, team, channels, places } = options
  const personalOf = (each: TeamsPerson): Conversation => {
    return { kind: 'personal', id: personalId(appId, each.id), name: botName, person: each }
  }
  let now = snapshot()
  places?.onChange(() => {
    now = snapshot()
  })

  function snapshot() {
    const people = options.people.map((each) => (places ? { ...each, installed: places.hasApp(each) } : each))
    const byId = new Map<string, TeamsPerson>()
    for (const person of people) {
      byId.set(person.id.toLowerCase(), person)
      byId.set(mriOf(tenantId, person.id), person)
    }
    const person = (id: string) => byId.get(id) ?? byId.get(id.toLowerCase())
    const named = channels.map((channel) => ({ ...channel, name: places?.nameOf(channel) ?? channel.name }))
    const conversations: Conversation[] = [
      ...people.map(personalOf),
      ...named
        .filter(({ id }) => !places?.isDeleted(id))
        .map(({ id, name, members = people.map((each) => each.id) }): Conversation => {
          return { kind: 'channel', id, name, members: members.flatMap((member) => person(member) ?? []) }
        }),
    ]
    const byConversation = new Map(conversations.map((each) => [each.id, each]))
    return { people, person, channels: named, conversations, byConversation }
  }

  return {
    bot: { id: `28:${appId}`, name: botName },
    tenantId,
    team,
    get people() {
      return now.people
    },
    get channels() {
      return now.channels
    },
    get teamHasApp() {
      return places?.hasApp('team') ?? true
    },
    person: (id) => now.person(id),
    account: ({ id, name }) => ({ id: mriOf(tenantId, id), name, aadObjectId: id }),
    conversation: (id) => now.byConversation.get(id),
    personal: personalOf,
    conversationsOf: (who) => now.conversations.filter((each) => isMember(each, who)),
  }
}

export function isMember(conversation: Conversation, person: TeamsPerson): boolean {
  if (conversation.kind === 'personal') return conversation.person.id === person.id
  return conversation.members.some((member) => member.id === person.id)
}

/** Opaque and stable, as Teams' own: nothing in it tells the Entra object id. */
function mriOf(tenantId: string, personId: string): string {
  return `29:1${digest(`account/${tenantId}/${personId.toLowerCase()}`)}`
}

function personalId(appId: string, personId: string): string {
  return `a:1${digest(`chat/${appId}/${personId.toLowerCase()}`)}`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
