import type { PageRefusal } from '../ports/page-api.ts'
import { StoreUnavailable } from '../ports/store.ts'

/** What a person reads when a call broke for a reason that has a sentence; undefined: it is a bug. */
export function troubleText(error: unknown): PageRefusal | undefined {
  if (!(error instanceof StoreUnavailable)) return undefined
  return {
    kind: 'refused',
    status: 503,
    code: 'database away',
    error: 'The database can not be reached, so nothing was done and nothing was stored. Try again in a minute.',
  }
}
