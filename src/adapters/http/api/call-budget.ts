/** So many calls at once, and so many a second for good. */
export interface CallLimits {
  readonly atOnce: number
  readonly perSecond: number
}

const mostRemembered = 10_000

/** Says for each caller whether this call is within the limits; if not, after how many seconds the next one is. */
export function callBudget({ atOnce, perSecond }: CallLimits, elapsedMs: () => number) {
  const callers = new Map<string, { left: number; atMs: number }>()

  return (caller: string): { readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number } => {
    const now = elapsedMs()
    const known = callers.get(caller)
    const left = known ? Math.min(atOnce, known.left + ((now - known.atMs) / 1_000) * perSecond) : atOnce
    const ok = left >= 1
    // Taken out and put in again: the map is in the order of last use, the longest unused are forgotten first.
    callers.delete(caller)
    callers.set(caller, { left: ok ? left - 1 : left, atMs: now })
    const [oldest] = callers.size > mostRemembered ? callers.keys() : []
    if (oldest !== undefined) callers.delete(oldest)
    return ok ? { ok } : { ok, retryAfterSeconds: Math.max(1, Math.ceil((1 - left) / perSecond)) }
  }
}
