import { leak } from '../../pseudo.ts'
import { everyCard, pseudoCards } from './every-card.ts'

const shown = ['text', 'title', 'label', 'placeholder', 'errorMessage', 'altText', 'fallbackText'] as const

function textsOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(textsOf)
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, each]) =>
    typeof each === 'string' ? (shown.some((name) => name === key) ? [each] : []) : textsOf(each),
  )
}

// Until every area has moved.
const checked = process.env.WORDS === '1' ? test : test.skip

checked.each(everyCard(pseudoCards))('%s takes every word from the dictionary', (_name, { card, summary }) => {
  expect([...textsOf(card), summary].flatMap((text) => leak(text) ?? [])).toEqual([])
})
