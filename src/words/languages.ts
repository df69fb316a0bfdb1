/** ISO 639-1. English is complete; every other has the same words, which the compiler checks. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]
