import type { BotAnswer } from '../inbound/bot-caller.ts'
import { asObject, isObject, type Json } from '../json.ts'

/** The card that an invoke's answer puts in the place of the one before, if it does. */
export function cardIn({ status, body }: BotAnswer): Json | undefined {
  const { statusCode, type, value } = asObject(body)
  if (status !== 200 || (statusCode !== undefined && statusCode !== 200)) return undefined
  return type === 'application/vnd.microsoft.card.adaptive' && isObject(value) ? value : undefined
}
