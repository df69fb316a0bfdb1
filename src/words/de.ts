import { cards } from './de/cards.ts'
import { describe } from './de/describe.ts'
import { here } from './de/here.ts'
import { state } from './de/state.ts'
import type { Words } from './en.ts'

/** The same in German. */
export const de: Words = {
  language: 'de',
  names: ['german', 'deutsch'],
  locale: 'de-DE',
  cards,
  describe,
  here,
  state,
}
