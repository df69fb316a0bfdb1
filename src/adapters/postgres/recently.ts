/** So long what was read may be told again: the next person to ask is slower, and what one replica writes the others know by then. */
const forMs = 250

/** Reads what hardly ever changes at most a few times a second, however many ask. `forget` when it was changed here. */
export function recently<R>(
  read: () => Promise<R>,
  now = () => performance.now(),
): { get(): Promise<R>; forget(): void } {
  let last: { readonly result: Promise<R>; readonly at: number } | undefined
  return {
    get: () => {
      if (last && now() - last.at < forMs) return last.result
      const reading = { result: read(), at: now() }
      last = reading
      reading.result.catch(() => {
        if (last === reading) last = undefined
      })
      return reading.result
    },
    forget: () => {
      last = undefined
    },
  }
}
