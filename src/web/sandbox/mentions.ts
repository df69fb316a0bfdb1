import type { CardJson } from './wire.ts'

/**
 * Shows mentions as Teams does: `<at>Name</at>` becomes the name only where the card's own `msteams.entities` declare it.
 * The same letters typed by a person stay as typed.
 */
export function withMentions(card: CardJson): CardJson {
  const names = mentionedNames(card)
  return names.size > 0 ? (replaceIn(card, names) as CardJson) : card
}

function mentionedNames(card: CardJson): Map<string, string> {
  const { entities } = (card.msteams ?? {}) as { entities?: unknown }
  const names = new Map<string, string>()
  for (const entity of Array.isArray(entities) ? entities : []) {
    const { type, text, mentioned } = (entity ?? {}) as {
      type?: unknown
      text?: unknown
      mentioned?: { name?: unknown }
    }
    if (type !== 'mention' || typeof text !== 'string' || typeof mentioned?.name !== 'string' || text === '') continue
    names.set(text, mentioned.name)
  }
  return names
}

const escapeMarkdown = (text: string) => text.replace(/[\\`*_{}[\]()#+\-.!|<>~]/g, '\\$&')

function replaceIn(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, names))
  if (typeof value !== 'object' || value === null) return value
  const markdown = (value as { type?: unknown }).type === 'TextBlock'
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key === 'msteams' || key === 'data') return [key, inner]
      if (typeof inner !== 'string' || key !== 'text') return [key, replaceIn(inner, names)]
      let text = inner
      for (const [from, name] of names) text = text.replaceAll(from, markdown ? `**${escapeMarkdown(name)}**` : name)
      return [key, text]
    }),
  )
}
