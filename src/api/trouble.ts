import type { PageRefusal } from '../ports/page-api.ts'
import { StoreUnavailable } from '../ports/store.ts'
import type { Reader } from '../words/reader.ts'
import { refused } from './answers.ts'
import { Unfit } from './fields.ts'

/** What a person reads when a call broke for a reason that has a sentence; undefined: it is a bug. */
export function troubleText(error: unknown, reader: Reader): PageRefusal | undefined {
  if (error instanceof Unfit) return refused(422, 'unfit', error.text(reader))
  if (!(error instanceof StoreUnavailable)) return undefined
  return refused(503, 'database away', reader.words.api.databaseAway)
}
