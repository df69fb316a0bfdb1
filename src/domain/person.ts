import type { PersonId } from './ids.ts'

/** Somebody in Teams. Authority comes from the id alone; the name is for showing. */
export interface Person {
  readonly id: PersonId
  readonly name: string
}
