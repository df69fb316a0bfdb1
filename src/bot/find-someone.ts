import { parsePersonId } from '../domain/ids.ts'
import type { Person } from '../domain/person.ts'
import type { People } from '../ports/people.ts'

/** Whom an admin means: one person, several of that name, or nobody whom the bot knows. */
export type Someone =
  | { readonly kind: 'one'; readonly person: Person }
  | { readonly kind: 'several'; readonly people: readonly Person[] }
  | { readonly kind: 'nobody' }

/** Finds somebody by name, by object id (of the asker's own tenant) or by `<tenant id>/<object id>`. */
export async function findSomeone(people: People, asker: Person, text: string): Promise<Someone> {
  const [first = '', second] = text.split('/')
  const id = second === undefined ? parsePersonId(asker.id.split('/')[0], first) : parsePersonId(first, second)
  if (id) {
    const name = (await people.names([id])).get(id)
    return { kind: 'one', person: { id, name: name ?? text } }
  }
  const found = await people.named(text)
  const [person] = found
  if (!person) return { kind: 'nobody' }
  return found.length === 1 ? { kind: 'one', person } : { kind: 'several', people: found }
}
