import type { Reader } from './reader.ts'

/** One item of a list. `list`: a comma or a semicolon follows. `words`: how many words of the reader end with it. */
export interface Token {
  readonly text: string
  readonly list: boolean
  readonly words: number
}

/** The next words cut at commas and, unless those are to stay, semicolons; at most `most` words. */
export function tokensOf(reader: Reader, most: number, cuts = /[,;]/): Token[] {
  const tokens: Token[] = []
  const upTo = Math.min(reader.left, most)
  for (let word = 0; word < upTo; word++) {
    const pieces = reader.look(word, 1).split(cuts)
    for (const [i, text] of pieces.entries()) {
      const last = tokens.at(-1)
      if (text !== '') tokens.push({ text, list: i < pieces.length - 1, words: word + 1 })
      // A comma by itself, or before a word, belongs to what stands before it.
      else if (last) tokens[tokens.length - 1] = { ...last, list: true, words: i > 0 ? word + 1 : last.words }
    }
  }
  return tokens
}
