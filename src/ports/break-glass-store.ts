import type { BreakGlassDraft } from '../domain/break-glass-draft.ts'
import type { PersonId, RequestId } from '../domain/ids.ts'
import type { Request } from '../domain/request.ts'

/** What was broken last. `lasts`: the request is alive yet. */
export interface LastBreakGlass {
  readonly request: RequestId
  readonly at: number
  readonly lasts: boolean
}

/** Uses of break-glass are stored with their requests; this finds them. Throws `StoreUnavailable`. */
export interface BreakGlassStore {
  /** Keeps a draft until it is out of date. */
  keep(draft: BreakGlassDraft): Promise<void>
  drafted(id: RequestId): Promise<BreakGlassDraft | undefined>
  /** The last use of somebody that counts for their cool-down: one that came to nothing does not. */
  last(person: PersonId): Promise<LastBreakGlass | undefined>
  /** Nobody has signed for these, oldest first. */
  unsigned(limit: number): Promise<Request[]>
}
