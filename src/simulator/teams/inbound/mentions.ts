import type { Roster } from '../roster.ts'
import type { Entity } from './activity.ts'

const span = /<at(?:\s[^<>]*)?>([^<>]*)<\/at>/gi

export type ChannelText = {
  /** As Teams sends it: mentions in `<at>…</at>`, a line feed at the end. */
  readonly text: string
  /** The same as HTML, which Teams attaches. */
  readonly html: string
  readonly entities: readonly Entity[]
  readonly mentionsBot: boolean
  /** Picked as a slash command. */
  readonly isSlash: boolean
}

/**
 * What Teams makes of a line typed in a channel. `@JIT …` and `/jit …` at its beginning become a mention of the bot; so does a literal
 * `<at>…</at>` with its name anywhere, and a person's name there a mention of that person.
 */
export function channelText(typed: string, roster: Roster): ChannelText {
  const isSlash = /^\s*\/jit(?=\s|$)/i.test(typed)
  const opening = isSlash ? /^\s*\/jit(?=\s|$)/i : /^\s*@jit(?: access)?(?=[\s,:]|$)/i
  const mentioned = typed.replace(opening, () => `<at>${roster.bot.name}</at>`)
  const entities: Entity[] = []
  for (const [text, name = ''] of mentioned.matchAll(span)) {
    const account = accountNamed(name, roster)
    if (account !== undefined) entities.push({ type: 'mention', text, mentioned: account })
  }
  return {
    text: `${mentioned}\n`,
    html: html(mentioned, entities),
    entities,
    mentionsBot: entities.some(({ mentioned: account }) => account === roster.bot),
    isSlash,
  }
}

/** What people read: `@Name` for every mention, and `@JIT Access` for the short form. */
export function readableText(text: string): string {
  return text.replace(span, (_whole, name: string) => `@${name}`)
}

function accountNamed(name: string, roster: Roster): { readonly id: string; readonly name: string } | undefined {
  const wanted = name.replace(/\s+/g, ' ').trim().toLowerCase()
  if (/^jit\b/.test(wanted) || wanted === roster.bot.name.toLowerCase()) return roster.bot
  const person = roster.people.find((each) => each.name.toLowerCase() === wanted)
  return person && roster.account(person)
}

function html(text: string, mentions: readonly Entity[]): string {
  let item = 0
  const pieces = text.split(/(<at(?:\s[^<>]*)?>[^<>]*<\/at>)/i).map((piece) => {
    if (!mentions.some((mention) => mention.text === piece)) return escapeHtml(piece).replaceAll('\n', '<br>')
    const name = escapeHtml(piece.replace(span, '$1'))
    return `<span itemtype="http://schema.skype.com/Mention" itemscope itemid="${item++}">${name}</span>`
  })
  return `<p>${pieces.join('')}</p>`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\u00a0', '&nbsp;')
}
