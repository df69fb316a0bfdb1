import { splitThread } from './conversation-id.ts'
import type { Activity } from './inbound/activity.ts'
import type { BotAnswer } from './inbound/bot-caller.ts'
import { channelEvent } from './inbound/channel-event.ts'
import type { Sender } from './inbound/envelope.ts'
import { installationActivities, removalActivities } from './inbound/installation.ts'
import type { Places } from './places.ts'
import { Refusal } from './refusal.ts'
import type { TeamsChannel, TeamsPerson } from './roster.ts'

/** What somebody does to a channel, by its id or name, or to the app: in the team, or of one person (an Entra object id). */
export type PlaceAct =
  | { readonly do: 'rename channel'; readonly channel: string; readonly name: string }
  | { readonly do: 'delete channel' | 'restore channel'; readonly channel: string }
  | { readonly do: 'remove app' | 'add app'; readonly of: string }

type Acting = {
  readonly sender: Sender
  readonly places: Places
  readonly deliver: (activity: Activity) => Promise<BotAnswer>
}

/** Does it, and tells the bot what Teams would tell it. Throws Refusal for what is not there. */
export async function actOnPlace({ sender, places, deliver }: Acting, act: PlaceAct): Promise<void> {
  const { roster } = sender
  const tell = async (activities: readonly Activity[]) => {
    for (const activity of activities) await deliver(activity)
  }
  // The bot is told of a channel where it is in the team.
  const told = async (event: Parameters<typeof channelEvent>[1], id: string) => {
    if (roster.teamHasApp) await tell([channelEvent(sender, event, channelIn(sender, id))])
  }
  switch (act.do) {
    case 'rename channel': {
      const { id } = channelIn(sender, act.channel)
      places.rename(id, act.name)
      return await told('channelRenamed', id)
    }
    case 'delete channel':
    case 'restore channel': {
      const { id } = channelIn(sender, act.channel)
      places.setDeleted(id, act.do === 'delete channel')
      return await told(act.do === 'delete channel' ? 'channelDeleted' : 'channelRestored', id)
    }
    case 'remove app':
    case 'add app': {
      const target = targetIn(sender, act.of)
      const [by] = roster.people
      if (by === undefined) throw new Refusal(404, 'There is nobody in this sandbox.')
      places.setApp(target, act.do === 'add app')
      const made = act.do === 'add app' ? installationActivities : removalActivities
      return await tell(made(sender, target, by))
    }
  }
}

function channelIn({ roster }: Sender, named: string): TeamsChannel {
  const { conversation } = splitThread(named)
  const found = roster.channels.find(({ id, name }) => id === conversation || name === named)
  if (found === undefined) throw new Refusal(404, `The team has no channel "${named}".`)
  return found
}

function targetIn({ roster }: Sender, of: string): TeamsPerson | 'team' {
  if (of === 'team') return of
  const person = roster.person(of)
  if (person === undefined) throw new Refusal(404, `There is no person "${of}" in this sandbox, and it is not "team".`)
  return person
}
