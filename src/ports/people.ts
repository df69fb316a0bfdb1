import type { PersonId } from '../domain/ids.ts'
import type { Person } from '../domain/person.ts'

/** How people are called, as Teams last told: for showing alone, never for deciding anything. */
export interface People {
  /** Learning what is known already costs nothing. */
  learn(people: readonly Person[]): Promise<void>
  /** Of those who are known. */
  names(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>>
}
