import { pages as english, type PageWords } from '../../words/en/pages.ts'
import { type Language, languageOf } from '../../words/languages.ts'

/** Who looks at the page: the words of their language, and how they write times and numbers (BCP 47). */
export interface PageReader {
  readonly words: PageWords
  readonly locale: string
}

// English comes with the page; another language is read when somebody reads it.
const dictionaries: Readonly<Record<Language, () => Promise<PageWords>>> = {
  en: async () => english,
  de: async () => (await import('../../words/de/pages.ts')).pages,
}

let present: PageReader = { words: english, locale: english.locale }

/** Known once, at the start of the page: Teams loads its pages anew when somebody changes its language. */
export function reader(): PageReader {
  return present
}

/** Turns to the language of a tag such as `de-AT`; English where it is none of ours, or can not be loaded. */
export async function readIn(tag: string): Promise<PageReader> {
  const language = languageOf(tag)
  const words = await dictionaries[language ?? 'en']().catch(() => english)
  const locale = words.language === language ? localeOf(tag) : undefined
  present = { words, locale: locale ?? words.locale }
  document.documentElement.lang = present.locale
  return present
}

/** The tag as the browser knows it; undefined where it does not. */
function localeOf(tag: string): string | undefined {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag.replaceAll('_', '-'))[0]
  } catch {
    return undefined
  }
}
