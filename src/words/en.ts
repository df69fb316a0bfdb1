import { cards } from './en/cards.ts'
import { describe } from './en/describe.ts'
import { drift } from './en/drift.ts'
import { facts } from './en/facts.ts'
import { findings } from './en/findings.ts'
import { here } from './en/here.ts'
import { portRules } from './en/port-rules.ts'
import { standing } from './en/standing.ts'
import { state } from './en/state.ts'
import type { Language } from './languages.ts'

/** All that the bot says to people, in English. Parameters are ready to be shown: times, durations, names and lists. */
export const en = {
  /** ISO 639-1. */
  language: 'en' as Language,
  /** What it is called by those who choose it, in small letters. */
  names: ['english', 'englisch'] as readonly string[],
  /** BCP 47: how times are written for readers of whom no more is known. */
  locale: 'en-GB',
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

export type Words = typeof en
