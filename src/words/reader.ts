import { en, type Words } from './en.ts'
import { wordsIn } from './language.ts'
import { type Language, languageOf } from './languages.ts'

/** Who reads: the words of their language, how they write times (`locale` BCP 47, `zone` IANA), and when, epoch ms. */
export interface Reader {
  readonly words: Words
  readonly locale: string
  readonly zone: string
  readonly now: number
}

/** What is known of somebody who reads; what of it is not known, or not spoken here, is as `otherwise` has it. */
export function readerOf(
  known: { readonly locale?: string | undefined; readonly zone?: string | undefined },
  otherwise: { readonly language: Language; readonly zone: string; readonly now: number },
): Reader {
  const language = languageOf(known.locale)
  const words = wordsIn(language ?? otherwise.language)
  return {
    words,
    locale: (language && regional(known.locale)) ?? words.locale,
    zone: known.zone ?? otherwise.zone,
    now: otherwise.now,
  }
}

/** `de-AT` of `de-Latn-AT-u-nu-arab`: language and region alone, since whatever else a client says of itself may be anything. */
function regional(tag = ''): string | undefined {
  const [, language, region] = /^([a-z]{2,3})(?:[-_][a-z]{4})?[-_]([a-z]{2}|\d{3})(?![a-z0-9])/i.exec(tag) ?? []
  return language && region && `${language.toLowerCase()}-${region.toUpperCase()}`
}

/** For what is told to no person in particular: the command line, the ledger. The day stands with every time. */
export const noOne: Reader = { words: en, locale: en.locale, zone: 'UTC', now: 0 }
