import { openJournal } from '../journal.ts'

/** One group of the simulated Entra. `members` are object ids of people, `groups` ids of groups within it. */
export type SimulatedGroup = {
  readonly id: string
  readonly name: string
  readonly members: readonly string[]
  readonly groups?: readonly string[]
}

/** The groups of a simulated directory, those within others resolved. */
export type SimulatedGroups = {
  all(): readonly SimulatedGroup[]
  find(nameOrId: string): SimulatedGroup | undefined
  /** Everybody in it, through groups within it; each once. */
  people(group: SimulatedGroup): readonly string[]
  /** Kept before it returns. */
  setMembers(group: SimulatedGroup, members: readonly string[]): void
  close(): void
}

export function openGroups(groups: readonly SimulatedGroup[], journalFile: string | undefined): SimulatedGroups {
  const journal = openJournal(journalFile)
  const kept = journal.entries()
  const byId = new Map(
    groups.map((group) => [group.id, { ...group, members: (kept.get(group.id) as string[]) ?? group.members }]),
  )

  function people(group: SimulatedGroup, seen: ReadonlySet<string> = new Set()): readonly string[] {
    if (seen.has(group.id)) return []
    const within = (group.groups ?? []).flatMap((id) => byId.get(id) ?? [])
    const through = within.flatMap((inner) => people(inner, new Set([...seen, group.id])))
    return [...new Set([...group.members, ...through])]
  }

  return {
    all: () => [...byId.values()],
    find: (nameOrId) => byId.get(nameOrId.toLowerCase()) ?? [...byId.values()].find(({ name }) => name === nameOrId),
    people: (group) => people(group),
    setMembers(group, members) {
      journal.put(group.id, members)
      byId.set(group.id, { ...group, members: [...members] })
    },
    close: () => journal.close(),
  }
}
