/**
 * JSON that PostgreSQL's jsonb takes whatever people typed: it refuses U+0000 and lone surrogates, which JavaScript allows in strings.
 * Both become U+FFFD.
 */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value)
  if (!escaped.test(text)) return text
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storable(part) : part))
}

/** The text as PostgreSQL can store it. */
export function storable(text: string): string {
  return refused.test(text) ? text.replaceAll(eachRefused, '\uFFFD') : text
}

// As JSON has them, perhaps; a look at each string takes several times as long.
const escaped = /\\u(0000|d[89a-f])/i
const refused = /[\0\p{Surrogate}]/u
const eachRefused = /[\0\p{Surrogate}]/gu
