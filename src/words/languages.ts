/** ISO 639-1. English is complete; every other has the same words, which the compiler checks. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

/** The language of a BCP 47 tag (`de-AT`); undefined where we do not speak it. */
export function languageOf(locale: string | undefined): Language | undefined {
  const primary = locale?.split(/[-_]/)[0]?.toLowerCase()
  return languages.find((language) => language === primary)
}
