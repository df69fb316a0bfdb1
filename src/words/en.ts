import { answers } from './en/answers.ts'
import { binding } from './en/binding.ts'
import { cards } from './en/cards.ts'
import { chat } from './en/chat.ts'
import { commands } from './en/commands.ts'
import { delegate } from './en/delegate.ts'
import { describe } from './en/describe.ts'
import { drift } from './en/drift.ts'
import { facts } from './en/facts.ts'
import { findings } from './en/findings.ts'
import { here } from './en/here.ts'
import { machines } from './en/machines.ts'
import { manifest } from './en/manifest.ts'
import { portRules } from './en/port-rules.ts'
import { standing } from './en/standing.ts'
import { state } from './en/state.ts'
import { welcome } from './en/welcome.ts'
import type { Language } from './languages.ts'

/** All that the bot says to people, in English. Parameters are ready to be shown: times, durations, names and lists. */
export const en = {
  /** ISO 639-1. */
  language: 'en' as Language,
  /** What it is called by those who choose it, in small letters. */
  names: ['english', 'englisch'] as readonly string[],
  /** BCP 47: how times are written for readers of whom no more is known. */
  locale: 'en-GB',
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

export type Words = typeof en
