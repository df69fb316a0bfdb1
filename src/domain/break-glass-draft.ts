import type { RequestId, VmId } from './ids.ts'
import type { Person } from './person.ts'
import type { Source, TargetPort } from './target.ts'

/** What somebody would open by breaking glass, kept until they confirm it. Its id becomes the request's: it can be used once. */
export interface BreakGlassDraft {
  readonly id: RequestId
  readonly person: Person
  readonly targets: readonly { readonly vm: VmId; readonly ports: readonly TargetPort[] }[]
  readonly durationMs: number
  readonly source: Source
  readonly sourceTyped: boolean
  /** As typed so far; what stands on the card when it is confirmed counts. */
  readonly reason: string
  /** Epoch milliseconds. */
  readonly expiresAt: number
}
