/** Keeps answers for as long as each asker takes them for true; the same question asked twice at once is asked once. */
export interface Memory<Answer> {
  /** `maxAgeMs`: counted from when the answer was asked for, not from when it came. */
  recall(key: string, maxAgeMs: number, ask: () => Promise<Answer>): Promise<Answer>
}

/** `failedMs`: for how long a failure is an answer as well, so that an outage is not met by every asker for itself. */
export function memory<Answer>({
  now,
  failedMs,
  most = 10_000,
}: {
  readonly now: () => number
  readonly failedMs: number
  readonly most?: number
}): Memory<Answer> {
  const kept = new Map<string, { readonly at: number; readonly answer: Promise<Answer>; failed: boolean }>()
  return {
    recall(key, maxAgeMs, ask) {
      const before = kept.get(key)
      // A clock that was set back makes nothing young.
      const age = before ? Math.abs(now() - before.at) : 0
      if (before && age < (before.failed ? Math.min(failedMs, maxAgeMs) : maxAgeMs)) return before.answer
      const entry = { at: now(), answer: ask(), failed: false }
      entry.answer.catch(() => {
        entry.failed = true
      })
      kept.delete(key)
      kept.set(key, entry)
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
      return entry.answer
    },
  }
}
