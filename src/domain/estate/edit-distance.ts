import { buildNearNames } from './near-names.ts'

/** How many changes lead from one word to the other (Damerau-Levenshtein); undefined if more than `max`. */
export function editDistance(one: string, other: string, max: number): number | undefined {
  return buildNearNames([one])(other, max)[0]?.changes
}
