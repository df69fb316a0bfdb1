import { reader } from '../signed-on/reader.ts'

const mostRanges = 5

/**
 * What is wrong with typed addresses, if anything that a person should read at once; the server reads them again and knows more (the
 * access policy, every reserved range).
 */
export function typedProblem(typed: string, networks: readonly string[]): string | undefined {
  const said = reader().words.typed
  const words = typed.split(/[\s,;]+/).filter((word) => word !== '')
  if (words.length === 0) return said.nothing
  if (words.length > mostRanges) return said.tooMany(mostRanges)
  const names = networks.map((name) => name.toLowerCase())
  for (const word of words) {
    const problem = names.includes(word.toLowerCase()) ? undefined : addressProblem(word.slice(0, 60))
    if (problem) return problem
  }
  return undefined
}

function addressProblem(word: string): string | undefined {
  const said = reader().words.typed
  if (word.includes(':')) return said.ipv6(word)
  const [, first = '', second = '', third = '', fourth = '', length = '32'] =
    /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(word) ?? []
  const parts = [first, second, third, fourth]
  const sound = parts.every((part) => part !== '' && Number(part) <= 255 && String(Number(part)) === part)
  if (!sound || Number(length) > 32) return said.noAddress(word)
  const [a, b] = [Number(first), Number(second)]
  const inside =
    a === 10 || a === 127 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 169 && b === 254)
  const shared = a === 100 && b >= 64 && b < 128
  return inside || shared || a === 0 || a >= 224 ? said.inside(word) : undefined
}
