import type { Told } from '../words/text.ts'
import type { BoundAs } from './channel-state.ts'
import type { RequestId } from './ids.ts'

/** What admins are told at once, since nobody but they can mend it. `what`: in words, such as `the groups of Entra`. */
export type AdminNews =
  /** `inForce`: the version of the last good one; absent: there is none, and everything is refused. */
  | { readonly kind: 'policy not loaded'; readonly problems: readonly string[]; readonly inForce?: string }
  | { readonly kind: 'policy loaded again'; readonly version: string }
  | { readonly kind: 'groups unreadable'; readonly what: Told; readonly why: Told }
  | { readonly kind: 'groups readable again'; readonly what: Told }
  /** `pending`: requests that waited there; `movedTo`: the channel that has their cards now. */
  | {
      readonly kind: 'channel lost'
      readonly title: string
      readonly bound: readonly BoundAs[]
      readonly why: Told
      readonly pending: readonly RequestId[]
      readonly movedTo?: string
    }
  | { readonly kind: 'channel back'; readonly title: string; readonly bound: readonly BoundAs[] }
