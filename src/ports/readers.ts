import type { Destination } from '../domain/posting.ts'
import type { Reader } from '../words/reader.ts'

/** Who reads at a place: a person as their client tells it, a channel as it was set. Never throws: what cannot be found out is as for all. */
export interface Readers {
  at(to: Destination): Promise<Reader>
}
