import { bindingName, boundAs, channelTitle } from './bound-channel.ts'
import type { LoseDeps } from './lose-channel.ts'
import { adminPostings } from './tell-admins.ts'

/** A lost channel takes messages again: in the ledger, and told to the admins once. */
export async function regainChannel(deps: LoseDeps, conversation: string): Promise<void> {
  const bound = (await deps.bindings.list()).filter((binding) => binding.conversation === conversation)
  const now = deps.clock.now()
  const news = { kind: 'channel back', title: channelTitle(bound), bound: bound.map(boundAs) } as const
  const names = bound.map(bindingName)
  const isBound = bound.length > 0
  const regained = await deps.channels.regain(conversation, {
    jobs: [],
    ledger: isBound ? [{ at: now, actor: 'bot', fact: { type: 'channel back', conversation, names } }] : [],
    postings: isBound ? await adminPostings(deps, `back:${conversation}:${now}`, news) : [],
  })
  if (regained) deps.log.info({ conversation, bound: names }, 'a bound channel takes messages again')
}
