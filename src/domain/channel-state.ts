import type { Told } from '../words/text.ts'
import type { Schedule } from './next-time.ts'

/**
 * How a bound channel was lost. `deleted`: Teams told so, and only Teams takes it back. `no app`: the app is not in its team any more.
 * `refused`: Teams takes nothing there, for whatever reason.
 */
export type LostHow = 'deleted' | 'no app' | 'refused'

/** What is known of a bound channel beyond its binding. Epoch milliseconds. */
export interface ChannelState {
  /** When a message last arrived there, to the minute. */
  readonly deliveredAt?: number
  /** The bot can not post there, since when and why (in words, without a full stop). Absent: nothing is known to be wrong. */
  readonly lost?: { readonly since: number; readonly how: LostHow; readonly why: Told }
}

/** What a channel is bound to, as people read it. */
export type BoundAs =
  | { readonly purpose: 'approvals'; readonly name: string }
  | ({ readonly purpose: 'digest'; readonly zone?: string } & Schedule)
