import type { Person } from '../../domain/person.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { type Answer, answerCard } from './answer.ts'
import type { Cards } from './expand.ts'

/**
 * What somebody should have read in person, said where others read it too: with a mention, which notifies, and without what is for them
 * alone to use (lines to copy, links, buttons).
 */
export function mentioningCard(
  cards: Cards,
  { title, tone, paragraphs, notes }: Answer,
  person: Person,
): OutgoingMessage {
  const { notices } = cards.reader.words
  const name = plainName(person.name) || notices.somebody
  const text = `<at>${name}</at>`
  const { card, summary } = answerCard(cards, {
    title,
    ...(tone ? { tone } : {}),
    paragraphs: paragraphs ?? [],
    notes: notes ?? [],
  })
  const [, objectId = ''] = person.id.split('/')
  return {
    summary,
    card: {
      ...card,
      body: [
        { type: 'TextBlock', text: `${text}, ${notices.notInPerson}`, wrap: true },
        ...(Array.isArray(card.body) ? card.body : []),
      ],
      msteams: { entities: [{ type: 'mention', text, mentioned: { id: objectId, name } }] },
    },
  }
}

/** Teams finds a mention by its exact text: nothing in it may be markup. */
function plainName(name: string): string {
  return name
    .replace(/[<>&*_`~#|[\](){}\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
