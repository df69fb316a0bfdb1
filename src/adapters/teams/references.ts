import type { PersonId } from '../../domain/ids.ts'
import type { AddressBook } from '../../ports/store.ts'
import { parseReference, type Reference } from './reference.ts'
import { remembered } from './remembered.ts'

export interface KnownConversation {
  readonly conversation: string
  readonly kind: Reference['kind']
  readonly person?: PersonId
  readonly title?: string
  readonly reference: Reference
}

/** The address book, with what was used lately in memory: a turn writes and a message reads only where something is new. */
export interface References {
  learn(entry: KnownConversation): Promise<void>
  of(conversation: string): Promise<Reference | undefined>
  personal(person: PersonId): Promise<{ readonly conversation: string; readonly reference: Reference } | undefined>
  forget(conversation: string): Promise<void>
}

export function references(addressBook: AddressBook, most = 5_000): References {
  const learnt = remembered<string, { readonly text: string; readonly reference: Reference }>(most)

  return {
    async learn(entry) {
      const text = JSON.stringify(entry)
      if (learnt.get(entry.conversation)?.text === text) return
      await addressBook.learn(entry)
      learnt.set(entry.conversation, { text, reference: entry.reference })
    },
    async of(conversation) {
      const known = learnt.get(conversation)
      if (known) return known.reference
      const stored = await addressBook.conversation(conversation)
      const reference = parseReference(stored?.reference)
      // Without the text it was learnt from: the next turn there writes what may have changed.
      if (reference) learnt.set(conversation, { text: '', reference })
      return reference
    },
    async personal(person) {
      const stored = await addressBook.personal(person)
      const reference = parseReference(stored?.reference)
      return stored && reference ? { conversation: stored.conversation, reference } : undefined
    },
    async forget(conversation) {
      learnt.drop(conversation)
      await addressBook.forget(conversation)
    },
  }
}
