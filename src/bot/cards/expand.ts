import type { Card } from '../../domain/card.ts'
import type { Words } from '../../words/en.ts'
import { wordsIn } from '../../words/language.ts'
import { languages } from '../../words/languages.ts'
import type { Reader } from '../../words/reader.ts'
import { inWords } from './in-words.ts'
import { cardTemplate } from './template.ts'

/** The templates of the folder `cards/`. */
export const cardNames = [
  'answer',
  'ask',
  'break-glass',
  'choose-machine',
  'configuration',
  'digest',
  'form',
  'list',
  'port-rules',
  'request',
] as const
export type CardName = (typeof cardNames)[number]

/** Fills card templates for one reader with view models. Data is never read as a template: `${…}` typed by people stays as typed. */
export interface Cards {
  readonly reader: Reader
  expand(name: CardName, view: object): Card
}

/** Reads the templates for each language. Throws if one is not JSON, not a card, or asks for a word that there is not. */
export function cardsFrom(
  sources: Readonly<Record<CardName, string>>,
  dictionaries: readonly Words[] = languages.map(wordsIn),
): (reader: Reader) => Cards {
  const all = new Map(dictionaries.map((words) => [words, templatesIn(words, sources)]))
  const templatesOf = ({ words }: Reader) => {
    const templates = all.get(words)
    if (!templates) throw new Error('The cards were not parsed for the language of this reader.')
    return templates
  }
  return (reader) => ({
    reader,
    expand: (name, view) => templatesOf(reader)[name](view as Record<string, unknown>),
  })
}

type Templates = Readonly<Record<CardName, ReturnType<typeof cardTemplate>>>

function templatesIn({ cards }: Words, sources: Readonly<Record<CardName, string>>): Templates {
  const parsed = cardNames.map((name) => {
    const json: unknown = JSON.parse(sources[name])
    if (typeof json !== 'object' || json === null || !('type' in json) || json.type !== 'AdaptiveCard') {
      throw new Error(`cards/${name}.json is not an Adaptive Card`)
    }
    const { $schema: _designer, ...card } = json as Record<string, unknown>
    return [name, cardTemplate(inWords(card, cards[name], `cards/${name}.json`))] as const
  })
  return Object.fromEntries(parsed) as Templates
}
