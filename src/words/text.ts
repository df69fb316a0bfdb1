import { wordsIn } from './language.ts'
import { type Language, languages } from './languages.ts'
import { noOne, type Reader } from './reader.ts'

/** A sentence that waits for its reader: made where it is known what to say, told where it is known to whom. */
export type Text = (reader: Reader) => string

/** A sentence in every language, to be stored and told later. A plain string is told as it is: words of Azure or of somebody else. */
export type Told = string | Readonly<Partial<Record<Language, string>> & { en: string }>

/** The sentence in every language, or once where it is the same in all; times in it by `zone` at `now`. */
export function inAllLanguages(text: Text, { zone, now }: Pick<Reader, 'zone' | 'now'> = noOne): Told {
  const told = languages.map((language) => {
    const words = wordsIn(language)
    return [language, text({ words, locale: words.locale, zone, now })] as const
  })
  const [[, first] = ['', '']] = told
  return told.every(([, each]) => each === first) ? first : (Object.fromEntries(told) as Told)
}

export function tell(told: Told, { words }: Pick<Reader, 'words'>): string {
  return typeof told === 'string' ? told : (told[words.language] ?? told.en)
}

/** What was said already as a part of what is being said. */
export function asText(told: Told): Text {
  return (reader) => tell(told, reader)
}

/** For what is kept as it was said: the ledger. */
export function inEnglish(told: Told): string {
  return typeof told === 'string' ? told : told.en
}
