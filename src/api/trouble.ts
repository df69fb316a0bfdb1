import type { PageRefusal } from '../ports/page-api.ts'
import { StoreUnavailable } from '../ports/store.ts'
import { refused } from './answers.ts'
import { Unfit } from './fields.ts'

/** What a person reads when a call broke for a reason that has a sentence; undefined: it is a bug. */
export function troubleText(error: unknown): PageRefusal | undefined {
  if (error instanceof Unfit) return refused(422, 'unfit', error.message)
  if (!(error instanceof StoreUnavailable)) return undefined
  return refused(
    503,
    'database away',
    'The database can not be reached, so nothing was done and nothing was stored. Try again in a minute.',
  )
}
