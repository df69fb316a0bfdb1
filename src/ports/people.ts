import type { PersonId } from '../domain/ids.ts'
import type { Person } from '../domain/person.ts'

/**
 * What people are called, as Teams last told it of those who have the bot. Names are for showing and for finding an id: several people
 * may have one name. Throws `StoreUnavailable`.
 */
export interface People {
  /** Without those whose name is not known. */
  names(people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>>
  /** Everybody of exactly this name, without regard to case; at most ten. */
  named(name: string): Promise<readonly Person[]>
}
