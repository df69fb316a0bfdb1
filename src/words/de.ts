import { answers } from './de/answers.ts'
import { binding } from './de/binding.ts'
import { cards } from './de/cards.ts'
import { chat } from './de/chat.ts'
import { commands } from './de/commands.ts'
import { delegate } from './de/delegate.ts'
import { describe } from './de/describe.ts'
import { drift } from './de/drift.ts'
import { facts } from './de/facts.ts'
import { findings } from './de/findings.ts'
import { here } from './de/here.ts'
import { machines } from './de/machines.ts'
import { manifest } from './de/manifest.ts'
import { portRules } from './de/port-rules.ts'
import { standing } from './de/standing.ts'
import { state } from './de/state.ts'
import { welcome } from './de/welcome.ts'
import type { Words } from './en.ts'

/** The same in German. */
export const de: Words = {
  language: 'de',
  names: ['german', 'deutsch'],
  locale: 'de-DE',
  answers,
  binding,
  cards,
  chat,
  commands,
  delegate,
  describe,
  drift,
  facts,
  findings,
  here,
  machines,
  manifest,
  portRules,
  standing,
  state,
  welcome,
}
