/**
 * Wraps work that may be asked for many times while it runs: it runs again once afterwards, never twice at once, and not
 * sooner than `pauseMs` after it ended. A failure ends one run only, and goes to `onError`.
 */
export function latest(work: () => Promise<void>, onError: (error: unknown) => void, pauseMs = 0): () => void {
  let running = false
  let again = false
  const run = (): void => {
    if (running) {
      again = true
      return
    }
    running = true
    again = false
    work()
      .catch(onError)
      .finally(() => {
        setTimeout(() => {
          running = false
          if (again) run()
        }, pauseMs)
      })
  }
  return run
}
