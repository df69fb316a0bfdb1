import { type Membership, membershipOf } from '../domain/access-policy/membership.ts'
import type { AccessPolicy, ChannelGroup, EntraGroup } from '../domain/access-policy/policy.ts'
import type { PersonId } from '../domain/ids.ts'
import { type Directory, type GroupReader, GroupUnreadable, type MembershipAsked } from '../ports/directory.ts'
import { inAllLanguages, type Text, type Told } from '../words/text.ts'
import { memory } from './remember.ts'

export interface GroupDirectoryParts {
  readonly entra: GroupReader<EntraGroup>
  readonly channels: GroupReader<ChannelGroup>
  readonly now: () => number
  /** For how long it is believed that somebody is in a group; who is listed in one, ten times as long. */
  readonly rememberedMs: number
  /** Told of each reading, shared ones once: of what, and why it failed if it did. Must not throw. */
  readonly onRead?: (what: Text, failure?: GroupUnreadable) => void
}

type OuterGroup = EntraGroup | ChannelGroup

/** Somebody who acts is looked up again unless it was within so many milliseconds. */
const actsMs = 2_000
/** A failure is an answer for so long. */
const failedMs = 2_000

/** The directory of all groups of an access policy: those it lists, and those that are read where they are. */
export function groupDirectory(parts: GroupDirectoryParts): Directory {
  const { now, rememberedMs } = parts
  const placesOf = memory<ReadonlySet<string>>({ now, failedMs })
  const lists = memory<readonly PersonId[]>({ now, failedMs, most: 1_000 })

  async function told<T>(what: Text, read: () => Promise<T>): Promise<T> {
    try {
      const answer = await read()
      parts.onRead?.(what)
      return answer
    } catch (error) {
      const failure =
        error instanceof GroupUnreadable
          ? error
          : new GroupUnreadable(({ words }) => words.unread.failed, { cause: error })
      parts.onRead?.(what, failure)
      throw failure
    }
  }

  function memberOf(person: PersonId, { what, groups }: Unit, maxAgeMs: number): Promise<ReadonlySet<string>> {
    const keys = groups.map(keyOf)
    return placesOf.recall(`${person} ${keys.join()}`, maxAgeMs, () =>
      told(whatText(groups[0]), async () => {
        const [entra, channels] = [groups.filter(isEntra), groups.filter(isChannel)]
        const answers = [
          ...(entra.length > 0 ? await parts.entra.memberOf(person, entra) : []),
          ...(channels.length > 0 ? await parts.channels.memberOf(person, channels) : []),
        ]
        return new Set(keys.filter((_, i) => answers[i] === true))
      }),
    )
  }

  function members(group: OuterGroup): Promise<readonly PersonId[]> {
    return lists.recall(keyOf(group), 10 * rememberedMs, () =>
      told(group.kind === 'entra' ? ({ words }) => words.unread.membersOfGroup(group.id) : whatText(group), () =>
        group.kind === 'entra' ? parts.entra.members(group) : parts.channels.members(group),
      ),
    )
  }

  async function read(
    policy: AccessPolicy,
    outer: ReadonlyMap<string, OuterGroup>,
    { people, listed = [], acts = false }: MembershipAsked,
  ): Promise<Membership> {
    const maxAgeMs = acts ? Math.min(actsMs, rememberedMs) : rememberedMs
    const places = new Map<string, ReadonlySet<string>>()
    const peopleIn = new Map<string, readonly PersonId[]>()
    const failures = new Map<string, Told>()
    const failed = (what: string) => (error: unknown) => {
      failures.set(what, error instanceof GroupUnreadable ? inAllLanguages(error.why) : String(error))
    }
    const units = unitsOf([...outer.values()])
    await Promise.all([
      ...[...new Set(people)].flatMap((person) =>
        units.map((unit) =>
          memberOf(person, unit, maxAgeMs).then((found) => {
            places.set(`${person} ${unit.what}`, found)
          }, failed(unit.what)),
        ),
      ),
      ...[...new Set(listed)].flatMap((name) => {
        const group = outer.get(name)
        return group
          ? members(group).then(
              (found) => {
                peopleIn.set(name, found)
              },
              failed(keyOf(group)),
            )
          : []
      }),
    ])
    return membershipOf(policy, {
      has(person, name) {
        const group = outer.get(name)
        return group && places.get(`${person} ${whatOf(group)}`)?.has(keyOf(group))
      },
      people: (name) => peopleIn.get(name),
      why(name) {
        const group = outer.get(name)
        return group && (failures.get(keyOf(group)) ?? failures.get(whatOf(group)))
      },
    })
  }

  return {
    membership(policy, asked) {
      const outer = outerGroupsOf(policy)
      return outer.size === 0 ? membershipOf(policy) : read(policy, outer, asked)
    },
  }
}

const outerGroups = new WeakMap<AccessPolicy, ReadonlyMap<string, OuterGroup>>()

function outerGroupsOf(policy: AccessPolicy): ReadonlyMap<string, OuterGroup> {
  const before = outerGroups.get(policy)
  if (before) return before
  const found = new Map<string, OuterGroup>()
  for (const [name, group] of Object.entries(policy.groups)) if (group.kind !== 'people') found.set(name, group)
  outerGroups.set(policy, found)
  return found
}

/** Groups that one call tells of. One channel that cannot be read is no reason to know nothing of the others. */
interface Unit {
  readonly what: string
  readonly groups: readonly OuterGroup[]
}

function unitsOf(groups: readonly OuterGroup[]): readonly Unit[] {
  const whats = new Set(groups.map(whatOf))
  return [...whats].map((what) => ({ what, groups: groups.filter((group) => whatOf(group) === what) }))
}

/** What one call reads. */
function whatOf(group: OuterGroup): string {
  return group.kind === 'entra' ? 'places in entra' : `places in ${keyOf(group)}`
}

function whatText(group: OuterGroup | undefined): Text {
  return ({ words: { unread } }) =>
    group?.kind === 'channel' ? unread.membersOfChannel(group.name) : unread.groupsOfEntra
}

function keyOf(group: OuterGroup): string {
  return group.kind === 'entra' ? `entra:${group.tenant}/${group.id}` : `channel:${group.name}`
}

function isEntra(group: OuterGroup): group is EntraGroup {
  return group.kind === 'entra'
}

function isChannel(group: OuterGroup): group is ChannelGroup {
  return group.kind === 'channel'
}
