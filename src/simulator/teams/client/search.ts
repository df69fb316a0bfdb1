import type { BotAnswer } from '../inbound/bot-caller.ts'
import { asObject } from '../json.ts'

export type Suggestion = { readonly title: string; readonly value: string }

/** As many as a client shows. */
const mostShown = 15

/** What a type-ahead field shows of the bot's answer: nothing where it is not the one expected. */
export function suggestionsIn({ status, body }: BotAnswer): Suggestion[] {
  const { type, value } = asObject(body)
  const { results } = asObject(value)
  if (status !== 200 || type !== 'application/vnd.microsoft.search.searchResponse' || !Array.isArray(results)) return []
  return (results as unknown[])
    .map(asObject)
    .filter((each): each is Suggestion => typeof each.title === 'string' && typeof each.value === 'string')
    .slice(0, mostShown)
    .map(({ title, value: chosen }) => ({ title, value: chosen }))
}
