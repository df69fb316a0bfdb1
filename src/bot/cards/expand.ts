import { Template } from 'adaptivecards-templating'
import type { Card } from '../../domain/card.ts'

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

/** Fills card templates with view models. Data is never read as a template: `${…}` typed by people stays as typed. */
export interface Cards {
  expand(name: CardName, view: object): Card
}

/** Parses the templates once. Throws if one is not JSON or not a card. */
export function cardsFrom(sources: Readonly<Record<CardName, string>>): Cards {
  const templates = new Map(
    cardNames.map((name) => {
      const json: unknown = JSON.parse(sources[name])
      if (typeof json !== 'object' || json === null || !('type' in json) || json.type !== 'AdaptiveCard') {
        throw new Error(`cards/${name}.json is not an Adaptive Card`)
      }
      const { $schema: _designer, ...card } = json as Record<string, unknown>
      return [name, new Template(card)]
    }),
  )
  return {
    expand(name, view) {
      const expanded = templates.get(name)?.expand({ $root: view }) as Card
      const actions = expanded.actions
      return Array.isArray(actions) && actions.length === 0 ? withoutActions(expanded) : expanded
    },
  }
}

function withoutActions(card: Card): Card {
  const { actions: _none, ...rest } = card
  return rest as Card
}
