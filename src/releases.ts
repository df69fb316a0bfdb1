/** What was acquired, released in reverse order: registered in the same breath as it is acquired. */
export interface Releases {
  add(name: string, release: () => unknown): void
  /** Releases everything, whatever fails on the way; rejects with the first error. Later calls do nothing. */
  all(): Promise<void>
}

export function startReleases(log: (name: string, error: unknown) => void): Releases {
  const held: { readonly name: string; readonly release: () => unknown }[] = []
  return {
    add: (name, release) => {
      held.push({ name, release })
    },
    async all() {
      let first: unknown
      for (let next = held.pop(); next; next = held.pop()) {
        try {
          await next.release()
        } catch (error) {
          log(next.name, error)
          first ??= error
        }
      }
      if (first !== undefined) throw first
    },
  }
}
