import { threadId } from '../conversation-id.ts'
import type { Json } from '../json.ts'
import type { Conversation, Roster, TeamsPerson } from '../roster.ts'
import type { Activity } from './activity.ts'
import { localTime } from './local-time.ts'

/** What every activity of this simulator has in common. */
export type Sender = {
  readonly roster: Roster
  readonly serviceUrl: string
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly zone: string
  /** Of somebody's client, BCP 47. */
  readonly localeOf: (person: string) => string
}

export type Envelope = {
  readonly type: string
  readonly id: string
  readonly from: TeamsPerson
  readonly conversation: Conversation
  /** In channels: the message that opened the thread. */
  readonly root?: string
  /** What the type adds; it wins over the common fields. */
  readonly fields: Json
  /** Added to the common channel data. */
  readonly channelData?: Json
}

/** An activity with the fields that Teams puts round all of them. */
export function makeActivity(sender: Sender, envelope: Envelope): Activity {
  const { type, id, from, conversation, root, fields, channelData } = envelope
  const { roster, serviceUrl, zone } = sender
  const nowMs = sender.now()
  return {
    type,
    id,
    timestamp: new Date(nowMs).toISOString(),
    localTimestamp: localTime(nowMs, zone),
    localTimezone: zone,
    locale: sender.localeOf(from.id),
    channelId: 'msteams',
    serviceUrl,
    from: roster.account(from),
    recipient: roster.bot,
    conversation: {
      id: threadId(conversation.id, root),
      conversationType: conversation.kind,
      tenantId: roster.tenantId,
      isGroup: conversation.kind === 'channel',
    },
    channelData: { ...channelDataOf(conversation, roster), ...channelData },
    ...fields,
  }
}

export function clientInfo({ zone, localeOf }: Sender, { id }: TeamsPerson): Json & { readonly type: string } {
  const locale = localeOf(id)
  return { type: 'clientInfo', locale, country: locale.split('-')[1] ?? 'US', platform: 'Web', timezone: zone }
}

function channelDataOf(conversation: Conversation, { team, tenantId }: Roster): Json {
  const tenant = { id: tenantId }
  if (conversation.kind === 'personal') return { tenant }
  return {
    teamsChannelId: conversation.id,
    teamsTeamId: team.id,
    channel: { id: conversation.id },
    team: { id: team.id },
    tenant,
  }
}
