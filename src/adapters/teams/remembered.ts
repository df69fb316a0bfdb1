/** A map that forgets what was longest unused once it holds more than `most`. */
export function remembered<K, V>(
  most: number,
): { get(key: K): V | undefined; set(key: K, value: V): void; drop(key: K): void } {
  const entries = new Map<K, V>()
  return {
    get(key) {
      const value = entries.get(key)
      if (value === undefined) return undefined
      entries.delete(key)
      entries.set(key, value)
      return value
    },
    set(key, value) {
      entries.delete(key)
      entries.set(key, value)
      if (entries.size <= most) return
      const oldest = entries.keys().next()
      if (!oldest.done) entries.delete(oldest.value)
    },
    drop: (key) => void entries.delete(key),
  }
}
