import fc from 'fast-check'
import { stripMentions } from '../../../src/adapters/teams/mention.ts'

const botId = '28:bot'
const bot = { type: 'mention', text: '<at>JIT Access</at>', mentioned: { id: botId, name: 'JIT Access' } }
const adam = { type: 'mention', text: '<at>Adam Novak</at>', mentioned: { id: '29:adam', name: 'Adam Novak' } }

test.each([
  ['the usual form', '<at>JIT Access</at> request web01\n', [bot], 'request web01'],
  ['no mention', '/jit request web01', [], '/jit request web01'],
  ['nothing but the mention', '<at>JIT Access</at>', [bot], ''],
  ['a no-break space after it', '<at>JIT Access</at>\u00a0request', [bot], 'request'],
  ['twice', '<at>JIT Access</at> <at>JIT Access</at> mine', [bot], 'mine'],
  ['in the middle', 'hello <at>JIT Access</at> mine', [bot], 'hello   mine'],
  ['at the end', 'mine <at>JIT Access</at>', [bot], 'mine'],
  ['no text in the entity', '<at>JIT Access</at> mine', [{ ...bot, text: undefined }], 'mine'],
  ['null text in the entity', '<at>JIT Access</at> mine', [{ ...bot, text: null }], 'mine'],
  ['no name in the entity', '<at>JIT Access</at> mine', [{ ...bot, mentioned: { id: botId } }], 'mine'],
  ['an attribute', '<at id="0">JIT Access</at> mine', [bot], 'mine'],
  [
    'an entity text with an attribute',
    '<at>JIT Access</at> mine',
    [{ ...bot, mentioned: { id: botId }, text: '<at id="0">JIT Access</at>' }],
    'mine',
  ],
  ['other letters and spaces than the entity', '<AT>jit  access</AT> mine', [bot], 'mine'],
  [
    'the id in capitals',
    '<at>JIT Access</at> mine',
    [{ ...bot, mentioned: { id: '28:BOT', name: 'JIT Access' } }],
    'mine',
  ],
  ['no entity at all, but it opens the text', '  <at>JIT</at> mine', [], 'mine'],
  ['no entity, not at the start: shown as typed', 'reason <at>JIT</at>', [], 'reason <at>JIT</at>'],
  [
    'somebody else as well',
    '<at>JIT Access</at> request web01 for <at>Adam Novak</at>',
    [bot, adam],
    'request web01 for @Adam Novak',
  ],
  ['somebody else first', '<at>Adam Novak</at> asked', [adam], '@Adam Novak asked'],
  [
    'somebody of the bot’s name',
    '<at>JIT Access</at> for <at>JIT Access</at>',
    [bot, { ...adam, text: bot.text, mentioned: { id: '29:x', name: 'JIT Access' } }],
    'for @JIT Access',
  ],
  ['a tag that is not closed', '<at>JIT Access mine', [bot], '<at>JIT Access mine'],
  ['a closing tag alone', 'mine</at>', [bot], 'mine</at>'],
  ['another tag', '<attach>x</attach>', [bot], '<attach>x</attach>'],
  ['entities of other types', '<at>JIT Access</at> mine', [{ type: 'clientInfo' }, bot], 'mine'],
  ['an entity about nobody', '<at>JIT Access</at> mine', [{ type: 'mention' }, bot], 'mine'],
])('%s', (_form, text, entities, expected) => {
  expect(stripMentions(text, entities, botId)).toBe(expected)
})

test('plain text without mentions comes out as it went in, but for the space around it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!/<at/i.test(text))
      expect(stripMentions(text, [bot], botId)).toBe(text.trim())
    }),
  )
})

test('a hostile text costs no more time than its length', () => {
  const entities = Array.from({ length: 10_000 }, () => bot)
  for (const part of ['<at', '<at>', '<at >', '</at>', '<at x', '<at>x</at', ' <', '\u00a0']) {
    const text = part.repeat(250_000 / part.length)
    const started = process.cpuUsage().user
    stripMentions(text, entities, botId)
    // Quadratic, it would take minutes.
    expect(process.cpuUsage().user - started).toBeLessThan(2_000_000)
  }
})
