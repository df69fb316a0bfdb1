/** What one step of a pattern looks at: a single character, or a place between two. */
export type Test = (before: string | undefined, here: string | undefined) => boolean

/** A pattern as a tree. */
export type Node =
  | { readonly kind: 'character'; readonly test: Test }
  | { readonly kind: 'place'; readonly test: Test }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly min: number; readonly max: number }

/** What JavaScript allows and this does not: it cannot be matched in linear time, or nobody needs it. */
export class PatternRefused extends Error {}

const atom =
  /\\(?:u\{[0-9a-f]+\}|u[0-9a-f]{4}|x[0-9a-f]{2}|[pP]\{[^}]*\}|c[a-z]|[\s\S])|\[(?:\\[\s\S]|[^\]\\])*\]|[\s\S]/iuy
const quantifier = /(?:[*+?]|\{(\d+)(,(\d*))?\})\??/y
const wordCharacter = /^\w$/

/** The tree of a pattern that `new RegExp(source, 'u')` accepts. Throws `PatternRefused` for look-around and back-references. */
export function readPattern(source: string): Node {
  let at = 0

  function choice(): Node {
    const options = [sequence()]
    while (source[at] === '|') {
      at++
      options.push(sequence())
    }
    return options.length === 1 && options[0] ? options[0] : { kind: 'choice', options }
  }

  function sequence(): Node {
    const parts: Node[] = []
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(repeated(single()))
    return { kind: 'sequence', parts }
  }

  function repeated(part: Node): Node {
    quantifier.lastIndex = at
    const found = quantifier.exec(source)
    if (!found) return part
    at = quantifier.lastIndex
    switch (found[0].charAt(0)) {
      case '*':
        return { kind: 'repeat', part, min: 0, max: Number.POSITIVE_INFINITY }
      case '+':
        return { kind: 'repeat', part, min: 1, max: Number.POSITIVE_INFINITY }
      case '?':
        return { kind: 'repeat', part, min: 0, max: 1 }
      default: {
        const min = Number(found[1])
        const max = found[2] === undefined ? min : found[3] === '' ? Number.POSITIVE_INFINITY : Number(found[3])
        return { kind: 'repeat', part, min, max }
      }
    }
  }

  function single(): Node {
    if (source[at] === '(') return group()
    atom.lastIndex = at
    const text = atom.exec(source)?.[0] ?? ''
    at = atom.lastIndex
    if (text === '^') return { kind: 'place', test: (before) => before === undefined }
    if (text === '$') return { kind: 'place', test: (_, here) => here === undefined }
    if (text === '\\b') return { kind: 'place', test: atWordEdge }
    if (text === '\\B') return { kind: 'place', test: (before, here) => !atWordEdge(before, here) }
    if (/^\\[1-9k]/.test(text)) throw new PatternRefused('back-references such as \\1 are not supported')
    if (/^\\ud[89a-f]/i.test(text)) throw new PatternRefused('half characters such as \\ud83d are not supported')
    return { kind: 'character', test: characterTest(text) }
  }

  function group(): Node {
    const opening = /\((?:\?(?::|<[^=!>]+>))?(?!\?)/y
    opening.lastIndex = at
    if (!opening.test(source)) throw new PatternRefused('look-ahead and look-behind are not supported')
    at = opening.lastIndex
    const inside = choice()
    at++ // the closing parenthesis
    return inside
  }

  return choice()
}

// One character against one atom: JavaScript's own engine says, and cannot take long.
function characterTest(text: string): Test {
  const engine = new RegExp(`^${text}$`, 'u')
  return (_, here) => here !== undefined && engine.test(here)
}

function atWordEdge(before: string | undefined, here: string | undefined): boolean {
  return isWord(before) !== isWord(here)
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && wordCharacter.test(character)
}
