import { withMentions } from '../../../src/web/sandbox/mentions.ts'

const adam = { type: 'mention', text: '<at>Adam *Novak*</at>', mentioned: { id: '29:1', name: 'Adam *Novak*' } }

describe('mentions in a card', () => {
  test('a declared mention becomes the name, with its Markdown escaped', () => {
    const card = { body: [{ type: 'TextBlock', text: '<at>Adam *Novak*</at>, please' }], msteams: { entities: [adam] } }
    expect(withMentions(card)['body']).toEqual([{ type: 'TextBlock', text: '**Adam \\*Novak\\***, please' }])
  })

  test('the same letters that nobody declared stay as typed', () => {
    const card = { body: [{ type: 'TextBlock', text: '<at>Eve</at>' }], msteams: { entities: [adam] } }
    expect(withMentions(card)).toEqual(card)
  })

  test("a button's data is left alone", () => {
    const data = { text: '<at>Adam *Novak*</at>' }
    const card = { actions: [{ type: 'Action.Execute', data }], msteams: { entities: [adam] } }
    expect(withMentions(card)['actions']).toEqual([{ type: 'Action.Execute', data }])
  })
})
