import type { Activity } from '../inbound/activity.ts'
import type { BotAnswer } from '../inbound/bot-caller.ts'
import type { Sender } from '../inbound/envelope.ts'
import { extensionActivity } from '../inbound/extension-activity.ts'
import { Refusal } from '../refusal.ts'
import type { Lookups } from './who-and-where.ts'

/** An action of the bot's message extension, chosen beside the compose box or on a message. */
export type Extension = {
  readonly as: string
  readonly conversation: string
  readonly command: string
  /** Chosen on this message; absent: in the compose box. */
  readonly message?: string
  /** What a button of its dialog sends; absent: it is opened. */
  readonly data?: unknown
}

export type Extending = {
  readonly sender: Sender
  readonly lookups: Lookups
  readonly deliver: (activity: Activity) => Promise<BotAnswer>
}

/** Opens the dialog or presses a button in it; what the bot answered is what the dialog shows next. */
export async function extend({ sender, lookups, deliver }: Extending, what: Extension): Promise<BotAnswer> {
  const from = lookups.person(what.as)
  const { conversation, root } = lookups.conversation(from, what.conversation)
  const on = what.message === undefined ? undefined : lookups.message(from, what.message).message
  if (on && on.conversation !== conversation.id) throw new Refusal(404, 'The message is in another conversation.')
  const thread = on?.root ?? root
  return await deliver(
    extensionActivity(sender, { ...what, from, conversation, on, ...(thread === undefined ? {} : { root: thread }) }),
  )
}
