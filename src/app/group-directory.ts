import { type Membership, membershipOf } from '../domain/access-policy/membership.ts'
import type { AccessPolicy, ChannelGroup, EntraGroup } from '../domain/access-policy/policy.ts'
import type { PersonId } from '../domain/ids.ts'
import { type Directory, type GroupReader, GroupUnreadable, type MembershipAsked } from '../ports/directory.ts'
import { memory } from './remember.ts'

export interface GroupDirectoryParts {
  readonly entra: GroupReader<EntraGroup>
  readonly channels: GroupReader<ChannelGroup>
  readonly now: () => number
  /** For how long it is believed that somebody is in a group; who is listed in one, ten times as long. */
  readonly rememberedMs: number
  /** Told of each reading, shared ones once: what failed and why, or nothing. Must not throw. */
  readonly onRead?: (kind: OuterGroup['kind'], failure?: GroupUnreadable) => void
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

  async function told<T>(kind: OuterGroup['kind'], read: () => Promise<T>): Promise<T> {
    try {
      const answer = await read()
      parts.onRead?.(kind)
      return answer
    } catch (error) {
      const failure = error instanceof GroupUnreadable ? error : new GroupUnreadable('it failed', { cause: error })
      parts.onRead?.(kind, failure)
      throw failure
    }
  }

  function memberOf(person: PersonId, kind: OuterGroup['kind'], groups: readonly OuterGroup[], maxAgeMs: number) {
    const keys = groups.map(keyOf)
    return placesOf.recall(`${person} ${keys.join()}`, maxAgeMs, () =>
      told(kind, async () => {
        const answers =
          kind === 'entra'
            ? await parts.entra.memberOf(person, groups.filter(isEntra))
            : await parts.channels.memberOf(person, groups.filter(isChannel))
        return new Set(keys.filter((_, i) => answers[i] === true))
      }),
    )
  }

  function members(group: OuterGroup): Promise<readonly PersonId[]> {
    return lists.recall(keyOf(group), 10 * rememberedMs, () =>
      told(group.kind, () => (group.kind === 'entra' ? parts.entra.members(group) : parts.channels.members(group))),
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
    const failures = new Map<string, string>()
    const failed = (key: string) => (error: unknown) => {
      failures.set(key, error instanceof Error ? error.message : String(error))
    }
    const kinds = (['entra', 'channel'] as const).map(
      (kind) => [kind, [...outer.values()].filter((group) => group.kind === kind)] as const,
    )
    await Promise.all([
      ...[...new Set(people)].flatMap((person) =>
        kinds.flatMap(([kind, groups]) =>
          groups.length === 0
            ? []
            : memberOf(person, kind, groups, maxAgeMs).then((found) => {
                places.set(`${person} ${kind}`, found)
              }, failed(kind)),
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
        return group && places.get(`${person} ${group.kind}`)?.has(keyOf(group))
      },
      people: (name) => peopleIn.get(name),
      why(name) {
        const group = outer.get(name)
        return group && (failures.get(keyOf(group)) ?? failures.get(group.kind))
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

function keyOf(group: OuterGroup): string {
  return group.kind === 'entra' ? `entra:${group.tenant}/${group.id}` : `channel:${group.name}`
}

function isEntra(group: OuterGroup): group is EntraGroup {
  return group.kind === 'entra'
}

function isChannel(group: OuterGroup): group is ChannelGroup {
  return group.kind === 'channel'
}
