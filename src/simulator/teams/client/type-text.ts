import type { Activity } from '../inbound/activity.ts'
import type { BotAnswer } from '../inbound/bot-caller.ts'
import type { Sender } from '../inbound/envelope.ts'
import { type TypedMessage, typedMessage } from '../inbound/typed-message.ts'
import { Refusal } from '../refusal.ts'
import type { TeamsSimulatorSettings } from '../settings.ts'
import type { World } from '../world.ts'
import type { Lookups } from './who-and-where.ts'

/** `id` of the typed message; `status` is what the bot answered, 0 where Teams does not tell the bot of the message. */
export type Typed = { readonly id: string; readonly status: number }

/** What typing needs of the simulator. */
export type Typing = {
  readonly sender: Sender
  readonly world: World
  readonly lookups: Lookups
  readonly settings: TeamsSimulatorSettings
  readonly deliver: (activity: Activity) => Promise<BotAnswer>
}

/** Types a line into a conversation; in a channel it opens a thread, unless it was typed in one. */
export async function say(typing: Typing, as: string, conversationId: string, typed: string): Promise<Typed> {
  const { sender, world, lookups, settings } = typing
  const from = lookups.person(as)
  const { conversation, root: thread } = lookups.conversation(from, conversationId)
  refuseEmpty(typed)
  const id = world.nextId()
  const root = conversation.kind === 'channel' ? { root: thread ?? id } : {}
  const { slashIsTargeted } = settings
  const line = typedMessage(sender, { type: 'message', id, ...root, from, conversation, typed, slashIsTargeted })
  const onlyFor = line.isTargeted ? { onlyFor: from.id } : {}
  const heard = heardOf(line, settings)
  const common = { id, conversation: conversation.id, ...root, author: from.id, atMs: sender.now(), edits: 0 }
  world.put({ ...common, text: line.text, ...heard, ...onlyFor })
  return { id, status: await tellBot(typing, heard) }
}

/** Edits an own typed message: the bot gets `messageUpdate`. */
export async function edit(typing: Typing, as: string, messageId: string, typed: string): Promise<Typed> {
  const { sender, world, lookups, settings } = typing
  const from = lookups.person(as)
  const { conversation, message } = lookups.message(from, messageId)
  if (message.author !== from.id) throw new Refusal(403, `${from.name} can edit their own messages only.`)
  refuseEmpty(typed)
  const root = message.root === undefined ? {} : { root: message.root }
  const slashIsTargeted = message.onlyFor !== undefined
  const line = { type: 'messageUpdate', id: messageId, ...root, from, conversation, typed, slashIsTargeted } as const
  const update = typedMessage(sender, line)
  const heard = heardOf(update, settings)
  const { activity: _before, ...rest } = message
  world.put({ ...rest, text: update.text, ...heard, edits: message.edits + 1 })
  return { id: messageId, status: await tellBot(typing, heard) }
}

/** What the bot is told, if anything; kept with the message, for redelivery. */
function heardOf(line: TypedMessage, { channelMessages }: TeamsSimulatorSettings): { readonly activity?: Activity } {
  return line.concernsBot || channelMessages === 'all' ? { activity: line.activity } : {}
}

async function tellBot({ deliver }: Typing, { activity }: { readonly activity?: Activity }): Promise<number> {
  return activity === undefined ? 0 : (await deliver(activity)).status
}

function refuseEmpty(typed: string): void {
  if (typed.trim() === '') throw new Refusal(400, 'There is nothing to send: the text is empty.')
}
