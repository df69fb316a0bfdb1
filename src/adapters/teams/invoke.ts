import { z } from 'zod'
import type { Card } from '../../domain/card.ts'
import type { Chat, PressAnswer, Turn } from '../../ports/chat.ts'
import { viewersOn, withUserIds } from './onlookers.ts'

/** What the bot answers over HTTP. */
export interface Answer {
  readonly status: number
  readonly body?: unknown
}

const data = z.record(z.string(), z.unknown())

// Read from the activity itself: the SDK's own reading drops the trigger and refuses a search with nothing typed.
const pressed = z.looseObject({
  action: z.looseObject({
    type: z.literal('Action.Execute'),
    verb: z.string().max(256).nullish(),
    data: data.nullish(),
  }),
  trigger: z.string().nullish(),
})

const searched = z.looseObject({
  dataset: z.string().max(256),
  queryText: z.string().max(1024).nullish(),
  data: data.nullish(),
})

/** `adaptiveCard/action`. Teams shows a failure for anything but HTTP 200, so that a refusal too is 200 with a card or a sentence. */
export async function answerPress(
  chat: Chat,
  turn: Turn,
  value: unknown,
  messageId: string | undefined,
  account: string,
): Promise<Answer> {
  const { data: press } = pressed.safeParse(value)
  if (!press) return { status: 400 }
  const answer = await chat.press(turn, {
    verb: press.action.verb ?? '',
    data: press.action.data ?? {},
    trigger: press.trigger === 'automatic' ? 'automatic' : 'manual',
    ...(messageId ? { messageId } : {}),
  })
  return pressAnswer(answer.kind === 'card' ? { ...answer, card: forOne(answer.card, turn, account) } : answer)
}

/** The card of an answer is one person's view: their own client alone asks for it again. */
function forOne(card: Card, { person, conversation }: Turn, account: string): Card {
  const viewers = viewersOn(card)
  if (!viewers) return card
  const isFollowed = conversation.kind !== 'personal' && viewers.includes(person.id)
  return withUserIds(card, isFollowed ? [account] : [])
}

/** An answer to a press as Teams wants it. */
export function pressAnswer(answer: PressAnswer): Answer {
  switch (answer.kind) {
    case 'card':
      return reply('application/vnd.microsoft.card.adaptive', answer.card)
    case 'sentence':
      return reply('application/vnd.microsoft.activity.message', answer.text)
    default:
      return answer satisfies never
  }
}

const mostChoices = 15

/** `application/search`: what a type-ahead field offers for what was typed so far, which may be nothing. */
export async function answerSearch(chat: Chat, turn: Turn, value: unknown): Promise<Answer> {
  const { data: query } = searched.safeParse(value)
  if (!query) return { status: 400 }
  const choices = await chat.search(turn, {
    dataset: query.dataset,
    text: query.queryText ?? '',
    data: query.data ?? {},
  })
  return searchAnswer(choices)
}

export function searchAnswer(choices: readonly { readonly title: string; readonly value: string }[]): Answer {
  const results = choices.slice(0, mostChoices).map(({ title, value }) => ({ title, value }))
  return reply('application/vnd.microsoft.search.searchResponse', { results })
}

function reply(type: string, value: unknown): Answer {
  return { status: 200, body: { statusCode: 200, type, value } }
}

/** A pressed `Action.Submit` comes as a message: its verb is in the card's data. Undefined where the value is no such thing. */
export function readSubmit(
  value: unknown,
): { readonly verb: string; readonly data: Record<string, unknown> } | undefined {
  const { data: submitted } = data.safeParse(value)
  if (!submitted || typeof submitted.verb !== 'string' || submitted.verb.length > 256) return undefined
  return { verb: submitted.verb, data: submitted }
}
