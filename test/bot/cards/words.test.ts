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

/** What people, Azure and the policy's author say in the cards of the tests. */
const said = [
  /^(Request access|Use my address and request|\/jit request x+)$/g,
  /rule number \d+/g,
  /A sentence that says what is wrong[^⟦⟧]*/g,
  /(The old address|It) can not be shut at once, /g,
  /(because|the bot may not do what it takes|much)[^⟦⟧]*/g,
  /<at>[^⟦⟧]*/g,
  /\[x\]\(https[^⟦⟧]*/g,
  /\*\*[^⟦⟧]*/g,
]

/** These are given their words by the test itself. */
const own =
  /^(a form that stands for a command|answer|list|machines|audit|empty audit|an answer with a page|link to a file|bare answer)/

test.each(everyCard(pseudoCards).filter(([name]) => !own.test(name)))(
  '%s takes every word from the dictionary',
  (_name, { card, summary }) => {
    const texts = [...textsOf(card), summary].map((text) =>
      said.reduce((rest, pattern) => rest.replace(pattern, ''), text),
    )
    expect(texts.flatMap((text) => leak(text) ?? [])).toEqual([])
  },
)
