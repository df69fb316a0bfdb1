import { Template } from 'adaptivecards-templating'
import { type CardName, cardNames } from '../../../src/bot/cards/expand.ts'
import { inWords } from '../../../src/bot/cards/in-words.ts'
import { cardTemplate } from '../../../src/bot/cards/template.ts'
import { en } from '../../../src/words/en.ts'
import { cards, everyCard, templates } from './every-card.ts'

type Json = Record<string, unknown>

/** What the library makes of a card by itself; no list of actions where it is empty. */
function byTheLibrary(template: Template, view: object): unknown {
  const { actions, ...rest } = template.expand({ $root: view })
  return actions === undefined || actions.length === 0 ? rest : { ...rest, actions }
}

test('every card is what the library makes of its template and its view', () => {
  const plain = Object.fromEntries(
    cardNames.map((name) => {
      const { $schema: _designer, ...card } = JSON.parse(templates[name])
      return [name, new Template(inWords(card, en.cards[name], name))]
    }),
  ) as Record<CardName, Template>
  const compared = new Set<CardName>()
  const both = {
    ...cards,
    expand(name: CardName, view: object) {
      const card = cards.expand(name, view)
      expect(card).toEqual(byTheLibrary(plain[name], view))
      compared.add(name)
      return card
    },
  }
  expect(everyCard(both).length).toBeGreaterThan(100)
  expect([...compared].sort()).toEqual([...cardNames].sort())
})

const text = (change: Json) => ({ type: 'TextBlock', text: 'fixed', ...change })

test.each<[string, Json, Json]>([
  ['nothing to fill', { body: [text({})], actions: [{ type: 'Action.Submit' }] }, {}],
  ['neither body nor actions', { version: '1.5' }, {}],
  ['an empty body', { body: [] }, {}],
  ['a flag', { body: [text({ $when: '${on}' }), text({ $when: '${off}' })] }, { on: true, off: false }],
  ['a flag that is no boolean', { body: [text({ $when: '${a}' }), text({ $when: '${b}' })] }, { a: 'true', b: 1 }],
  ['a flag that is missing', { body: [text({ $when: '${on}' })] }, {}],
  [
    'a list that is full, empty, missing',
    { body: ['a', 'b', 'c'].map((name) => text({ $when: `\${count(${name}) > 0}` })) },
    { a: [1], b: [] },
  ],
  [
    'what is there, empty, missing, null',
    { body: ['a', 'b', 'c', 'd'].map((name) => text({ $when: `\${exists(${name})}`, text: `\${${name}}` })) },
    { a: 'x', b: '', d: null },
  ],
  ['another condition', { body: [text({ $when: '${on && !off}' })] }, { on: true, off: false }],
  [
    'a part for each item, with a condition of the item',
    { body: [text({ $data: '${rows}', $when: '${on}', text: '${name}' })] },
    {
      on: false,
      rows: [
        { on: true, name: 'a' },
        { on: false, name: 'b' },
      ],
    },
  ],
  ['a part for no item', { body: [text({ $data: '${rows}', text: '${name}' })] }, { rows: [] }],
  [
    'parts in parts',
    { body: [{ type: 'Container', items: [text({}), text({ $when: '${off}' }), text({ text: '${$index}' })] }] },
    { off: false },
  ],
  ['what looks like an expression in the data', { body: [text({ text: '${name}' })] }, { name: '${name} {{x}} $when' }],
  ['what nobody told', { body: [text({ text: '${nobody} and ${nothing}' })] }, {}],
  ['a part for each of a list in the template', { body: [{ items: [text({ $data: [1, 2] })] }] }, {}],
  ['nulls', { body: [text({ list: [null, 1, 'x'], nothing: null })] }, {}],
])('as the library: %s', (_name, card, view) => {
  expect(cardTemplate(card)(view)).toEqual(byTheLibrary(new Template(card), view))
})

test('what all cards of a template share cannot be changed for the others', () => {
  const template = cardTemplate({ body: [text({ more: { deep: ['fixed'] } })] })
  const [part] = template({}).body as [{ more: { deep: string[] } }]
  expect(() => part.more.deep.push('changed')).toThrow(TypeError)
})
