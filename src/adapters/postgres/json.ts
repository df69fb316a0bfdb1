/**
 * JSON that PostgreSQL's jsonb takes whatever people typed: it refuses U+0000 and lone surrogates, which JavaScript allows in strings.
 * Both become U+FFFD.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storable(part) : part))
}

/** The text as PostgreSQL can store it. */
export function storable(text: string): string {
  return refused.test(text) ? text.replaceAll(eachRefused, '\uFFFD') : text
}

const refused = /[\0\p{Surrogate}]/u
const eachRefused = /[\0\p{Surrogate}]/gu
