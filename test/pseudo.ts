import { en, type Words } from '../src/words/en.ts'

/** English between brackets, each word of the dictionary: what stands outside of them was not taken from it. */
export const pseudo: Words = { ...(bracketed(en) as Words), language: en.language, locale: en.locale }

function bracketed(part: unknown): unknown {
  if (typeof part === 'string') return `⟦${part}⟧`
  if (typeof part === 'function')
    return (...given: unknown[]) => bracketed((part as (...all: unknown[]) => unknown)(...given))
  if (Array.isArray(part)) return part.map(bracketed)
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, bracketed(each)]))
}

/** What stands outside of brackets. */
function outside(text: string): string {
  let depth = 0
  let found = ''
  for (const letter of text) {
    if (letter === '⟦') depth++
    else if (letter === '⟧') depth--
    else if (depth === 0) found += letter
  }
  return found
}

const english =
  /\b(the|is|are|of|for|to|from|and|or|not|no|none|by|at|in|was|were|will|can|it|you|your|more|until|with|an|as|on|one|this|that|after|before|open|opened|closed|nobody|somebody|approved|denied|request|requests|machine|machines|unknown|running|person|people|rule|rules|ago|day|days)\b/i

/** Words of English outside of brackets; undefined where there is none. */
export function leak(text: string): string | undefined {
  const said = outside(text)
  return english.test(said) ? said : undefined
}
