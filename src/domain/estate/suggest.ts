import { buildNearNames } from './near-names.ts'

/**
 * Finds the positions of names that may have been meant, best first: fewest changes, swapped letters before wrong ones, the same first
 * letter before another. `names` must be lower-cased and sorted by code unit.
 */
export function buildSuggestions(names: readonly string[]): (typed: string, limit: number) => number[] {
  const nearNames = buildNearNames(names)
  return (typed, limit) => {
    const wanted = typed.toLowerCase()
    const max = mostChanges(wanted)
    if (max === 0) return []
    const letters = sortedLetters(wanted)
    return nearNames(wanted, max)
      .map(({ position, changes }) => {
        const name = names[position] ?? ''
        const wrong = sortedLetters(name) === letters ? 0 : 2
        return { position, far: changes * 4 + wrong + (name[0] === wanted[0] ? 0 : 1) }
      })
      .sort((a, b) => a.far - b.far || a.position - b.position)
      .slice(0, limit)
      .map(({ position }) => position)
  }
}

/** Of a short name two changes leave nothing; nobody mistypes a very long one, and it would cost. */
function mostChanges(wanted: string): 0 | 1 | 2 {
  if (wanted.length < 2 || wanted.length > 100) return 0
  return wanted.length <= 3 ? 1 : 2
}

function sortedLetters(name: string): string {
  return name.split('').sort().join('')
}
