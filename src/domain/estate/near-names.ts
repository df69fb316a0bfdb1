/** A name that was found, by its position, and how many changes lead to it. */
interface Near {
  readonly position: number
  readonly changes: number
}

/**
 * Finds names by Damerau-Levenshtein distance (insertions, deletions, replacements, swaps of neighbours, each place changed once).
 * `names` must be sorted by code unit. Answers the positions of those at most `max` changes away from `wanted`.
 */
export function buildNearNames(names: readonly string[]): (wanted: string, max: number) => Near[] {
  // What a name shares with the one before it need not be computed again: for thousands of numbered machines that is nearly all.
  const shared = Uint8Array.from(names, (name, i) => sharedStart(names[i - 1] ?? '', name))
  return (wanted, max) => {
    const far = max + 1
    const rows: Uint8Array[] = [Uint8Array.from({ length: wanted.length + 1 }, (_, j) => Math.min(j, far))]
    const near: Near[] = []
    let hopeless = Number.POSITIVE_INFINITY // the number of letters after which no name that starts so can be near
    for (let position = 0; position < names.length; position++) {
      const known = shared[position] ?? 0
      if (known >= hopeless) continue
      hopeless = Number.POSITIVE_INFINITY
      const name = names[position] ?? ''
      for (let i = known + 1; i <= name.length; i++) {
        if (fillRow(rows, i, name, wanted, far)) continue
        hopeless = i
        break
      }
      if (Math.abs(name.length - wanted.length) > max) continue
      const changes = rows[name.length]?.[wanted.length] ?? far
      if (hopeless > name.length && changes <= max) near.push({ position, changes })
    }
    return near
  }
}

/** Fills in the distances of the first `i` letters of the name to each start of what is wanted; false if all are too far. */
function fillRow(rows: Uint8Array[], i: number, name: string, wanted: string, far: number): boolean {
  const row = rows[i] ?? new Uint8Array(wanted.length + 1)
  rows[i] = row
  const above = rows[i - 1] ?? row
  // Outside of this band every distance is too far; what an earlier name left there is not looked at.
  const from = Math.max(1, i - far + 1)
  const to = Math.min(wanted.length, i + far - 1)
  const twoAbove = rows[i - 2] ?? row
  const letter = name.charCodeAt(i - 1)
  const letterBefore = i > 1 ? name.charCodeAt(i - 2) : -1
  let least = from === 1 ? Math.min(i, far) : far
  let left = least
  row[from - 1] = left
  if (to < wanted.length) row[to + 1] = far
  for (let j = from; j <= to; j++) {
    const other = wanted.charCodeAt(j - 1)
    let cost = Math.min((above[j] ?? far) + 1, left + 1, (above[j - 1] ?? far) + (letter === other ? 0 : 1), far)
    if (j > 1 && letterBefore === other && letter === wanted.charCodeAt(j - 2))
      cost = Math.min(cost, (twoAbove[j - 2] ?? far) + 1)
    row[j] = cost
    left = cost
    if (cost < least) least = cost
  }
  return least < far
}

function sharedStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length, 255)
  let length = 0
  while (length < most && one.charCodeAt(length) === other.charCodeAt(length)) length++
  return length
}
