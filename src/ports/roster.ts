import type { PersonId } from '../domain/ids.ts'
import type { Person } from '../domain/person.ts'
import type { Text } from '../words/text.ts'

/** Who is a member of a Teams conversation: of a standard channel, whoever is in its team. Every method throws `GroupUnreadable`. */
export interface Roster {
  /** Whether the bot is in that conversation now. `unknown`: Teams does not tell. Throws nothing. */
  standing(
    conversation: string,
  ): Promise<{ readonly kind: 'there' } | { readonly kind: 'gone' | 'unknown'; readonly why: Text }>
  has(conversation: string, person: PersonId): Promise<boolean>
  /** With their names, those that have one. Of a very large team as many as are read. */
  named(conversation: string): Promise<readonly Person[]>
  /** Of a very large team as many as are read. */
  people(conversation: string): Promise<readonly PersonId[]>
}
