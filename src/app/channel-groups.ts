import type { ChannelGroup } from '../domain/access-policy/policy.ts'
import { type GroupReader, GroupUnreadable } from '../ports/directory.ts'
import type { Roster } from '../ports/roster.ts'
import type { BindingStore } from '../ports/store.ts'

/** Groups that are the members of a bound channel. One that no channel is bound for cannot be read. */
export function channelGroups({
  roster,
  bindings,
}: {
  readonly roster: Roster
  readonly bindings: BindingStore
}): GroupReader<ChannelGroup> {
  async function channelOf({ name }: ChannelGroup): Promise<string> {
    for (const binding of await bindings.list())
      if (binding.purpose === 'approvals' && binding.name === name) return binding.conversation
    throw new GroupUnreadable(({ words }) => words.unread.noChannel(name))
  }
  return {
    memberOf: async (person, groups) =>
      await Promise.all(groups.map(async (group) => roster.has(await channelOf(group), person))),
    members: async (group) => await roster.people(await channelOf(group)),
  }
}
