import type { Change } from '../domain/change.ts'
import type { ChannelState } from '../domain/channel-state.ts'
import type { Destination } from '../domain/posting.ts'

/** What a change of a channel's state causes, in the same transaction. */
export type ChannelConsequences = Pick<Change, 'jobs' | 'ledger' | 'postings'> & {
  /** Postings, by key, that go elsewhere instead: posted anew there. */
  readonly moves?: { readonly keys: readonly string[]; readonly to: Destination }
}

/** The state of bound channels. */
export interface ChannelStates {
  /** Of these conversations, those of which anything is known. */
  of(conversations: readonly string[]): Promise<ReadonlyMap<string, ChannelState>>
  /** A message arrived there. Answers whether the channel counted as lost, which it still does. */
  delivered(conversation: string, at: number): Promise<{ readonly wasLost: boolean }>
  /** False, and nothing is stored, if it was lost already. */
  lose(
    conversation: string,
    lost: NonNullable<ChannelState['lost']>,
    consequences: ChannelConsequences,
  ): Promise<boolean>
  /** False, and nothing is stored, if it was not lost. */
  regain(conversation: string, consequences: ChannelConsequences): Promise<boolean>
}
