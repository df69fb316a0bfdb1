import { decode, plain } from './normalise.ts'

/** So much of a message is looked at; characters. */
const longest = 20_000

/** What somebody said in a message of Teams (HTML), as one line of plain words: mentions by their names, no markup, nothing that acts. */
export function spokenText(html: string): string {
  const words = html
    .slice(0, longest)
    .replace(/<at(?:\s[^<>]*)?>([^<>]*)<\/at>/gi, '@$1')
    .replace(/<(?:attachment|img)\b[^<>]*>/gi, ' ')
    .replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6])\b[^<>]*>/gi, ' ')
    // Up to a bracket of either kind: linear, and what is no tag stays.
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    // A tag that was cut in two.
    .replace(/<\/?[a-z][^<>]*$/i, '')
  return plain(decode(words))
}
