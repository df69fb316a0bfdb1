import { isDeepStrictEqual } from 'node:util'
import type { Json } from '../json.ts'
import { Refusal } from '../refusal.ts'
import { type Button, buttonsOf } from './buttons.ts'

/** For hostile tests: sent in the place of the button's own verb, and merged over its data. */
export type Forgery = { readonly verb?: string; readonly data?: unknown }

/**
 * The button with that title or verb, whatever the case. Of several, the one whose verb and data the forgery repeats, else the first.
 * Throws Refusal 404 that names the buttons there are.
 */
export function findButton(card: Json | undefined, name: string, forge: Forgery = {}): Button {
  const buttons = card === undefined ? [] : buttonsOf(card)
  const wanted = name.trim().toLowerCase()
  const named = buttons.filter(({ title, verb }) => [title, verb].some((each) => each?.trim().toLowerCase() === wanted))
  const same = named.find(({ verb, data }) => verb === forge.verb && isDeepStrictEqual(data, forge.data))
  const button = same ?? named[0]
  if (button !== undefined) return button
  const names = new Set(buttons.map(({ title, verb }) => title ?? verb ?? 'one without a name'))
  throw new Refusal(
    404,
    `No button "${name}"; ${names.size > 0 ? `there are: ${[...names].join(', ')}` : 'there are none'}.`,
  )
}
