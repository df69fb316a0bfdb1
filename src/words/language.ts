import { de } from './de.ts'
import { en, type Words } from './en.ts'
import type { Language } from './languages.ts'

const all: Readonly<Record<Language, Words>> = { en, de }

export function wordsIn(language: Language): Words {
  return all[language]
}
