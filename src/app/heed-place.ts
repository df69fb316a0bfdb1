import type { PlaceNews } from '../ports/chat.ts'
import { inAllLanguages } from '../words/text.ts'
import { loseChannel } from './lose-channel.ts'
import { regainChannel } from './regain-channel.ts'
import { lookAtChannels, type WatchChannelsDeps } from './watch-channels.ts'

/** Teams may tell of a team before its own lists know of it. */
const againMs = 60_000

const deleted = inAllLanguages(({ words }) => words.unread.teams.deleted)

/** What Teams tells of a channel or a team, each perhaps more than once: names follow, losses are told, what came back is used again. */
export async function heedPlace(deps: WatchChannelsDeps, news: PlaceNews): Promise<void> {
  switch (news.kind) {
    case 'renamed':
      return await deps.bindings.rename(news.conversation, news.title)
    case 'deleted':
      await loseChannel(deps, news.conversation, 'deleted', deleted)
      return
    case 'restored':
      return await regainChannel(deps, news.conversation)
    case 'team changed':
      await lookAtChannels(deps)
      return await deps.jobs.enqueue([{ kind: 'watch channels', at: deps.clock.now() + againMs }])
  }
}
