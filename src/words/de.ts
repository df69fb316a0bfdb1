import { cards } from './de/cards.ts'
import { describe } from './de/describe.ts'
import { drift } from './de/drift.ts'
import { facts } from './de/facts.ts'
import { findings } from './de/findings.ts'
import { here } from './de/here.ts'
import { portRules } from './de/port-rules.ts'
import { standing } from './de/standing.ts'
import { state } from './de/state.ts'
import type { Words } from './en.ts'

/** The same in German. */
export const de: Words = {
  language: 'de',
  names: ['german', 'deutsch'],
  locale: 'de-DE',
  cards,
  describe,
  drift,
  facts,
  findings,
  here,
  portRules,
  standing,
  state,
}
