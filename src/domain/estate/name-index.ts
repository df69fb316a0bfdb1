import { globMatches } from '../glob.ts'

/** Sorted, lower-cased names, searched by position. A name may stand there several times. */
export interface NameIndex {
  readonly names: readonly string[]
  /** First and one behind the last position of the names that start so. */
  startingWith(prefix: string): readonly [number, number]
  /** Positions of names that contain it, in order, found as they are asked for. */
  containing(part: string): Generator<number>
  /** Positions of names that match a glob. */
  matching(glob: string): Generator<number>
}

/** `names` must be lower-cased and sorted by code unit. */
export function buildNameIndex(names: readonly string[]): NameIndex {
  // One long text is searched several times faster than a hundred thousand short ones.
  const text = `\n${names.join('\n')}\n`
  const starts = new Uint32Array(names.length)
  let at = 1
  for (const [i, name] of names.entries()) {
    starts[i] = at
    at += name.length + 1
  }

  function startingWith(prefix: string): readonly [number, number] {
    const from = firstIndex(names.length, (i) => (names[i] ?? '') >= prefix)
    const to = firstIndex(names.length, (i) => {
      const name = names[i] ?? ''
      return name > prefix && !name.startsWith(prefix)
    })
    return [from, to]
  }

  function* containing(part: string): Generator<number> {
    if (part.includes('\n')) return
    let position = 0
    for (let found = text.indexOf(part, 1); found >= 0 && found < text.length - 1; ) {
      position = placeAt(starts, found, position)
      yield position
      const next = starts[position + 1]
      if (next === undefined) return
      found = text.indexOf(part, next)
    }
  }

  function* matching(glob: string): Generator<number> {
    const pattern = glob.toLowerCase()
    const [first = '', ...others] = pattern.split(/[*?]+/)
    const [from, to] = startingWith(first)
    const [longest = ''] = others.sort((a, b) => b.length - a.length)
    // Whichever finds fewer to look at closely.
    const candidates = first === '' && longest !== '' ? containing(longest) : between(from, to)
    for (const i of candidates) if (globMatches(pattern, names[i] ?? '')) yield i
  }

  return { names, startingWith, containing, matching }
}

function* between(from: number, to: number): Generator<number> {
  for (let i = from; i < to; i++) yield i
}

/** The last position that starts at `offset` or before it. It is behind `from`, and where much is found, not far. */
function placeAt(starts: Uint32Array, offset: number, from: number): number {
  let step = 1
  while ((starts[from + step] ?? Number.POSITIVE_INFINITY) <= offset) step *= 2
  let low = from + (step >>> 1)
  let high = Math.min(from + step, starts.length)
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle
  }
  return low
}

/** The first index for which it holds, where it holds for all that follow. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
