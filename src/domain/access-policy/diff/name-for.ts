/** So many states are looked at: far more than the globs of people need. */
const mostStates = 4_000
const longestName = 64

/** A shortest name that matches every one of these globs, or undefined if there is none (or none was found in the bounds). */
export function nameFor(globs: readonly string[]): string | undefined {
  const patterns = globs.map((glob) => glob.toLowerCase().replace(/\*+/g, '*'))
  const letters = [...new Set([...patterns.join('').replace(/[*?]/g, ''), 'x'])]
  const start = patterns.map((pattern) => closed(pattern, [0]))
  // Not the start: a star stays where it is, and the name has at least one letter.
  const seen = new Set<string>()
  let level: { readonly name: string; readonly at: readonly (readonly number[])[] }[] = [{ name: '', at: start }]
  while (level.length > 0 && seen.size < mostStates) {
    const found = level.find(
      ({ name, at }) => name !== '' && at.every((places, index) => places.includes(patterns[index]?.length ?? -1)),
    )
    if (found) return found.name
    const next: typeof level = []
    for (const { name, at } of level) {
      if (name.length >= longestName) continue
      for (const letter of letters) {
        const after = patterns.map((pattern, index) => step(pattern, at[index] ?? [], letter))
        if (after.some((places) => places.length === 0) || seen.has(key(after))) continue
        seen.add(key(after))
        next.push({ name: name + letter, at: after })
      }
    }
    level = next
  }
  return undefined
}

/** The places of a glob that can be reached with one more letter. */
function step(pattern: string, places: readonly number[], letter: string): number[] {
  const reached = places.flatMap((place) => {
    const here = pattern[place]
    if (here === '*') return [place]
    return here === '?' || here === letter ? [place + 1] : []
  })
  return closed(pattern, reached)
}

/** A star may stand for nothing. */
function closed(pattern: string, places: readonly number[]): number[] {
  const all = new Set(places)
  for (const place of all) if (pattern[place] === '*') all.add(place + 1)
  return [...all].sort((a, b) => a - b)
}

function key(places: readonly (readonly number[])[]): string {
  return places.map((each) => each.join('.')).join(',')
}
