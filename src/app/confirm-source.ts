import type { Person } from '../domain/person.ts'
import type { Source } from '../domain/request.ts'
import type { Clock } from '../ports/clock.ts'
import type { SourceStore } from '../ports/store.ts'

export interface SourceDeps {
  readonly sources: SourceStore
  readonly clock: Clock
  readonly sourceRememberedMs: number
}

/** Keeps the address that somebody just confirmed as theirs, for `from me` and for requests that name none. */
export async function confirmSource({ sources, clock }: SourceDeps, person: Person, source: Source): Promise<void> {
  await sources.remember({ person, source, at: clock.now() })
}

/** The address that somebody confirmed not too long ago; addresses change hands, so an old one is not used. */
export async function recallSource(
  { sources, clock, sourceRememberedMs }: SourceDeps,
  person: Person,
): Promise<Source | undefined> {
  const known = await sources.recall(person.id)
  return known && clock.now() - known.confirmedAt <= sourceRememberedMs ? known.source : undefined
}
