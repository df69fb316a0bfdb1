import type { LostHow } from '../domain/channel-state.ts'
import { approvalCardKey } from '../domain/life-cycle/waiting.ts'
import type { Request } from '../domain/request.ts'
import type { ChannelStates } from '../ports/channel-states.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { RequestStore } from '../ports/store.ts'
import { inEnglish, type Told } from '../words/text.ts'
import { bindingName, boundAs, channelTitle } from './bound-channel.ts'
import { otherChannel } from './other-channel.ts'
import { type AdminDeps, adminPostings } from './tell-admins.ts'

export interface LoseDeps extends AdminDeps {
  readonly channels: ChannelStates
  readonly store: RequestStore
  readonly clock: Clock
  readonly log: Log
}

/** So many requests that wait in one channel get their card elsewhere; more never waited in one. */
const most = 500

/**
 * A bound channel where the bot can not post any more: in the ledger, told to the admins once, and what waits there gets its card in
 * another bound channel. Answers the keys of the postings that moved. A channel that is bound to nothing is nobody's loss.
 */
export async function loseChannel(
  deps: LoseDeps,
  conversation: string,
  how: LostHow,
  why: Told,
): Promise<readonly string[]> {
  const bound = (await deps.bindings.list()).filter((binding) => binding.conversation === conversation)
  if (bound.length === 0) return []
  const now = deps.clock.now()
  const pending = await waitingIn(deps, conversation)
  const other = pending.length === 0 ? undefined : await otherChannel(deps, [conversation])
  // Where the card is in the other channel already, there is nothing to bring there.
  const moving = other ? pending.filter(({ channels = [] }) => !channels.includes(other.conversation)) : []
  const keys = moving.map((request) => approvalCardKey(request, { kind: 'conversation', id: conversation }))
  const names = bound.map(bindingName)
  const news = {
    kind: 'channel lost',
    title: channelTitle(bound),
    bound: bound.map(boundAs),
    why,
    pending: pending.map(({ id }) => id),
    ...(other ? { movedTo: channelTitle([other]) } : {}),
  } as const
  const lost = await deps.channels.lose(
    conversation,
    { since: now, how, why },
    {
      jobs: other ? [{ kind: 'deliver', conversation: other.conversation }] : [],
      ledger: [{ at: now, actor: 'bot', fact: { type: 'channel lost', conversation, names, why: inEnglish(why) } }],
      postings: await adminPostings(deps, `lost:${conversation}:${now}`, news, conversation),
      ...(other ? { moves: { keys, to: { kind: 'conversation', id: other.conversation } } } : {}),
    },
  )
  if (!lost) return []
  deps.log.error(
    { conversation, bound: names, how, why: inEnglish(why), pending: pending.length },
    'a bound channel is lost',
  )
  return keys
}

async function waitingIn({ store }: LoseDeps, conversation: string): Promise<readonly Request[]> {
  const pending = await store.list({ states: ['pending'], limit: most })
  return pending.filter(({ channels = [] }) => channels.includes(conversation))
}
