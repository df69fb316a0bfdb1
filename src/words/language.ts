import { de } from './de.ts'
import { en, type Words } from './en.ts'
import { type Language, languages } from './languages.ts'

const all: Readonly<Record<Language, Words>> = { en, de }

export function wordsIn(language: Language): Words {
  return all[language]
}

/** The language of a BCP 47 tag (`de-AT`); undefined where we do not speak it. */
export function languageOf(locale: string | undefined): Language | undefined {
  const primary = locale?.split(/[-_]/)[0]?.toLowerCase()
  return languages.find((language) => language === primary)
}
