/** A value that changes, and those who want to know. Nothing here knows what the value means. */
export interface Store<S extends object> {
  get(): S
  set(patch: Partial<S>): void
  /** Calls `run` now, and again whenever one of the selected values is another one than before. */
  watch(select: (state: S) => readonly unknown[], run: (state: S) => void): void
}

export function createStore<S extends object>(initial: S): Store<S> {
  let state = initial
  const watchers = new Set<() => void>()
  return {
    get: () => state,
    set(patch) {
      state = { ...state, ...patch }
      for (const look of watchers) look()
    },
    watch(select, run) {
      let seen = select(state)
      watchers.add(() => {
        const now = select(state)
        if (now.every((value, index) => Object.is(value, seen[index]))) return
        seen = now
        run(state)
      })
      run(state)
    },
  }
}
