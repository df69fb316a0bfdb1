import { noOne, type Reader, readerOf } from '../../src/words/reader.ts'
import { asText, inAllLanguages, inEnglish, tell } from '../../src/words/text.ts'

const german: Reader = readerOf({ locale: 'de-AT' }, { language: 'en', zone: 'UTC', now: 0 })

test('a sentence is stored in every language and told in the reader’s', () => {
  const told = inAllLanguages(({ words }) => words.azure.refused('Quota exceeded'))
  expect(told).toEqual({ en: 'Azure refused: Quota exceeded', de: 'Azure hat abgelehnt: Quota exceeded' })
  expect(tell(told, noOne)).toBe('Azure refused: Quota exceeded')
  expect(tell(told, german)).toBe('Azure hat abgelehnt: Quota exceeded')
  expect(inEnglish(told)).toBe('Azure refused: Quota exceeded')
})

test('what is the same in every language is stored once, as it was said', () => {
  expect(inAllLanguages(() => 'The VM is deallocated.')).toBe('The VM is deallocated.')
})

test('what an older release stored is told as it is, in every language', () => {
  expect(tell('Azure refused: no', german)).toBe('Azure refused: no')
  expect(inEnglish('Azure refused: no')).toBe('Azure refused: no')
})

test('what is stored without a language that came later is told in English', () => {
  expect(tell({ en: 'It is shut.' }, german)).toBe('It is shut.')
})

test('what was told is a part of another sentence in the same language', () => {
  const inner = asText(inAllLanguages(({ words }) => words.opened.notShown))
  expect(inAllLanguages((reader) => reader.words.opened.neverSeen(90, inner(reader)))).toEqual({
    en: 'Azure accepted the call, but after 90 seconds the JIT policy does not show it. It is looked at further: should it open after all, you are told.',
    de: 'Azure hat den Aufruf angenommen, aber nach 90 Sekunden gilt: Die JIT-Richtlinie zeigt es nicht. Der Bot sieht weiter nach: Öffnet es doch noch, erfahren Sie es.',
  })
})
