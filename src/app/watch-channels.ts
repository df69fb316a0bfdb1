import type { ChannelState } from '../domain/channel-state.ts'
import type { Roster } from '../ports/roster.ts'
import type { JobQueue } from '../ports/store.ts'
import { inAllLanguages } from '../words/text.ts'
import { type LoseDeps, loseChannel } from './lose-channel.ts'
import { regainChannel } from './regain-channel.ts'

export interface WatchChannelsDeps extends LoseDeps {
  readonly roster: Roster
  readonly jobs: JobQueue
}

const everyMs = 30 * 60_000

/** Looks whether the bot is still in each bound channel, whatever Teams told or did not tell, and again in a while. */
export async function watchChannels(deps: WatchChannelsDeps): Promise<void> {
  await lookAtChannels(deps)
  await deps.jobs.enqueue([{ kind: 'watch channels', at: deps.clock.now() + everyMs }])
}

/** The same once, now; answers the state of each bound channel after it. */
export async function lookAtChannels(deps: WatchChannelsDeps): Promise<ReadonlyMap<string, ChannelState>> {
  const bound = [...new Set((await deps.bindings.list()).map(({ conversation }) => conversation))]
  const before = await deps.channels.of(bound)
  await Promise.all(bound.map((conversation) => look(deps, conversation, before.get(conversation))))
  return await deps.channels.of(bound)
}

async function look(deps: WatchChannelsDeps, conversation: string, known: ChannelState | undefined): Promise<void> {
  const standing = await deps.roster.standing(conversation)
  if (standing.kind === 'gone') await loseChannel(deps, conversation, 'refused', inAllLanguages(standing.why))
  // The members of a deleted channel are those of its team, who can still be read perhaps.
  if (standing.kind === 'there' && known?.lost && known.lost.how !== 'deleted') await regainChannel(deps, conversation)
}
