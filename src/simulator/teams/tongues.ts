import type { Journal } from '../journal.ts'

/** In which language and style of dates each person has their client; kept in the journal. */
export type Tongues = {
  /** BCP 47, such as `de-DE`. */
  localeOf(person: string): string
  /** Throws RangeError, with a sentence, for what is no locale. */
  setLocale(person: string, locale: string): void
}

export function openTongues(journal: Journal, otherwise: string): Tongues {
  const chosen = new Map<string, string>()
  for (const [key, value] of journal.entries())
    if (key.startsWith(prefix) && typeof value === 'string') chosen.set(key.slice(prefix.length), value)
  return {
    localeOf: (person) => chosen.get(person) ?? otherwise,
    setLocale(person, locale) {
      const known = canonical(locale)
      if (!known) throw new RangeError(`"${locale}" is no locale such as en-GB or de-DE.`)
      journal.put(`${prefix}${person}`, known)
      chosen.set(person, known)
    },
  }
}

const prefix = 'locale/'

function canonical(locale: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(locale)[0]
  } catch {
    return undefined
  }
}
