import type { PersonId } from '../domain/ids.ts'
import type { Person } from '../domain/person.ts'

/**
 * What people are called, as Teams last told it. Names are for showing and for finding an id, never for deciding anything: several people
 * may have one name. Throws `StoreUnavailable`.
 */
export interface People {
  /** Learning what is known already costs nothing. */
  learn(people: readonly Person[]): Promise<void>
  /** Without those whose name is not known. */
  names(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>>
  /** Those whose names have words that begin like what is typed, by name; nothing typed: anybody. */
  like(typed: string, limit: number): Promise<readonly Person[]>
  /** Everybody of exactly this name, without regard to case; at most ten. */
  named(name: string): Promise<readonly Person[]>
}
