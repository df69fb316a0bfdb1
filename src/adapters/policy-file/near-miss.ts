/** ` Did you mean "…"?` with the candidate that looks most like what was written, or nothing if none does. */
export function didYouMean(written: string, candidates: Iterable<string>): string {
  let best: string | undefined
  let least = written.length <= 4 ? 2 : 3
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - written.length) >= least) continue
    const edits = distance(written.toLowerCase(), candidate.toLowerCase())
    if (edits < least) {
      least = edits
      best = candidate
    }
  }
  return best === undefined ? '' : ` Did you mean "${best}"?`
}

/** Letters to insert, drop or change to make one text of the other (Levenshtein); long texts are never alike. */
function distance(one: string, other: string): number {
  if (one.length > 60 || other.length > 60) return Number.POSITIVE_INFINITY
  let row = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
