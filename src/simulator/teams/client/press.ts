import type { Activity } from '../inbound/activity.ts'
import type { BotAnswer } from '../inbound/bot-caller.ts'
import { executeActivity, fetchActivity, type OnCard, submitActivity } from '../inbound/card-activities.ts'
import type { Sender } from '../inbound/envelope.ts'
import { isObject, type Json } from '../json.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import type { Button } from './buttons.ts'
import { cardIn } from './card-answer.ts'
import { type Forgery, findButton } from './find-button.ts'
import type { Lookups } from './who-and-where.ts'

export type Press = {
  readonly as: string
  readonly message: string
  /** Title or verb. */
  readonly action: string
  readonly inputs?: Readonly<Record<string, unknown>>
  readonly forge?: Forgery
}

export type Pressing = {
  readonly sender: Sender
  readonly world: World
  readonly lookups: Lookups
  readonly deliver: (activity: Activity) => Promise<BotAnswer>
}

/** Presses a button of the card as this person sees it; a card in the answer becomes their view of the message. */
export async function press(pressing: Pressing, { as, message: id, action, ...details }: Press): Promise<BotAnswer> {
  const { sender, world, lookups, deliver } = pressing
  const from = lookups.person(as)
  const { conversation, message } = lookups.message(from, id)
  const button = buttonSeen(world.view(id, from.id), message.card, action, details.forge)
  const activity = pressActivity(sender, { from, conversation, message }, button, details, world.nextId)
  world.setPressOn(id, activity)
  const answer = await deliver(activity)
  const card = button.type === 'Action.Execute' ? cardIn(answer) : undefined
  if (card !== undefined) world.setView(id, from.id, card)
  return answer
}

/** On this person's own view; or on the card that everybody has: it may have been pressed before their client brought the view. */
function buttonSeen(
  view: Json | undefined,
  base: Json | undefined,
  action: string,
  forge: Forgery | undefined,
): Button {
  try {
    return findButton(view ?? base, action, forge)
  } catch (refusal) {
    if (view === undefined || !(refusal instanceof Refusal)) throw refusal
    try {
      return findButton(base, action, forge)
    } catch {
      throw refusal
    }
  }
}

function pressActivity(
  sender: Sender,
  on: OnCard,
  button: Button,
  { inputs, forge = {} }: Pick<Press, 'inputs' | 'forge'>,
  nextId: () => string,
): Activity {
  const own = isObject(button.data) ? button.data : {}
  const merged = { ...own, ...button.inputs, ...inputs }
  const data = isObject(forge.data) ? { ...merged, ...forge.data } : (forge.data ?? merged)
  const { msteams } = isObject(own) ? own : {}
  if (button.type === 'Action.Submit' && isObject(msteams) && msteams.type === 'task/fetch')
    return fetchActivity(sender, on, data)
  if (button.type === 'Action.Submit') return submitActivity(sender, on, nextId(), data)
  const { id, title } = button
  const verb = forge.verb ?? button.verb
  const named = { ...(id === undefined ? {} : { id }), ...(title === undefined ? {} : { title }) }
  return executeActivity(sender, on, { ...named, ...(verb === undefined ? {} : { verb }), data }, 'manual')
}
