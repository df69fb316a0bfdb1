import { Template } from 'adaptivecards-templating'
import type { Card } from '../../domain/card.ts'
import type { Words } from '../../words/en.ts'
import { wordsIn } from '../../words/language.ts'
import { languages } from '../../words/languages.ts'
import type { Reader } from '../../words/reader.ts'
import { inWords } from './in-words.ts'

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

/** Parses the templates once for each language. Throws if one is not JSON, not a card, or asks for a word that there is not. */
export function cardsFrom(
  sources: Readonly<Record<CardName, string>>,
  dictionaries: readonly Words[] = languages.map(wordsIn),
): (reader: Reader) => Cards {
  const all = new Map(dictionaries.map((words) => [words, templatesIn(words, sources)]))
  return (reader) => ({
    reader,
    expand(name, view) {
      const expanded = all.get(reader.words)?.get(name)?.expand({ $root: view }) as Card
      const actions = expanded.actions
      return Array.isArray(actions) && actions.length === 0 ? withoutActions(expanded) : expanded
    },
  })
}

function templatesIn({ cards }: Words, sources: Readonly<Record<CardName, string>>): Map<CardName, Template> {
  return new Map(
    cardNames.map((name) => {
      const json: unknown = JSON.parse(sources[name])
      if (typeof json !== 'object' || json === null || !('type' in json) || json.type !== 'AdaptiveCard') {
        throw new Error(`cards/${name}.json is not an Adaptive Card`)
      }
      const { $schema: _designer, ...card } = json as Record<string, unknown>
      return [name, new Template(inWords(card, cards[name], `cards/${name}.json`))]
    }),
  )
}

function withoutActions(card: Card): Card {
  const { actions: _none, ...rest } = card
  return rest as Card
}
