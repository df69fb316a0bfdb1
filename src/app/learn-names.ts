import type { Log } from '../ports/log.ts'
import type { People } from '../ports/people.ts'
import type { Roster } from '../ports/roster.ts'
import type { BindingStore } from '../ports/store.ts'

export interface NameDeps {
  readonly roster: Roster
  readonly people: People
  readonly log: Log
}

/** Learns how the members of an approvals channel are called. What can not be read is no harm: the card then counts them. */
export async function learnNames({ roster, people, log }: NameDeps, conversation: string): Promise<void> {
  try {
    await people.learn(await roster.named(conversation))
  } catch (error) {
    log.warn({ conversation, err: error }, 'the names of the people in a channel could not be read')
  }
}

/** The same for every channel that is bound for approvals. */
export async function learnAllNames(deps: NameDeps & { readonly bindings: BindingStore }): Promise<void> {
  const bound = (await deps.bindings.list()).filter(({ purpose }) => purpose === 'approvals')
  for (const conversation of new Set(bound.map((binding) => binding.conversation))) await learnNames(deps, conversation)
}
