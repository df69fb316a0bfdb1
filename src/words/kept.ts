/** Keeps what `make` made for each of the last keys; of more than `most` it forgets all, since what clients name (locales, zones) has no end. */
export function kept<Key, Made>(most: number, make: (key: Key) => Made): (key: Key) => Made {
  const known = new Map<Key, Made>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    if (known.size >= most) known.clear()
    const made = make(key)
    known.set(key, made)
    return made
  }
}

const minuteMs = 60_000

/** For what changes with the minute alone, such as the time on a wall: made once for each of the last hundred minutes that were asked for. */
export function byMinute<Made>(make: (atMs: number) => Made): (atMs: number) => Made {
  const made = kept(100, (minute: number) => make(minute * minuteMs))
  return (atMs) => made(Math.floor(atMs / minuteMs))
}
