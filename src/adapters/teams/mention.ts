import type { Entity } from './activity.ts'

// `[^<>]` keeps both patterns linear: a match attempt ends at the next bracket.
const span = /<at(?:\s[^<>]*)?>([^<>]*)<\/at>/gi
const mostEntities = 50

/**
 * The text without the bot's own mention, wherever and however often it stands; other people's mentions become `@Name`. A span that no
 * entity explains stays as it was typed, but for one that opens the text: the bot was sent it, so it is the bot who is addressed.
 */
export function stripMentions(text: string, entities: readonly Entity[], botId: string): string {
  const mentions = entities.filter((entity) => entity.type === 'mention').slice(0, mostEntities)
  const ofBot = new Set<string>()
  const ofOthers = new Set<string>()
  for (const { mentioned, text: quoted } of mentions) {
    const names = [mentioned?.name, quoted ? nameIn(quoted) : undefined].filter((name) => typeof name === 'string')
    for (const name of names) (sameAccount(mentioned?.id, botId) ? ofBot : ofOthers).add(folded(name))
  }
  // A person may bear the bot's name: then the first span of that name is the bot's, as it is where the text opens with it.
  const opensAt = text.search(/\S/)
  return text
    .replace(span, (whole, name: string, at: number) => {
      const known = folded(name)
      const opens = at === opensAt
      if (ofBot.has(known) && (opens || !ofOthers.has(known))) return ' '
      if (ofOthers.has(known)) return `@${name.trim()}`
      return opens ? ' ' : whole
    })
    .trim()
}

function nameIn(quoted: string): string {
  return quoted.replace(/<\/?at(?:\s[^<>]*)?>/gi, '')
}

function folded(name: string): string {
  return name.replace(/\s+/g, ' ').trim().toLowerCase()
}

function sameAccount(one: string | null | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase()
}
