/** The next moment after `afterMs` that a clock in `zone` shows `hour:minute` (weekly: on a Monday). Epoch milliseconds; right across changes of summer time. */
export function nextTime(
  afterMs: number,
  at: { readonly every: 'daily' | 'weekly'; readonly hour: number; readonly minute: number },
  zone: string,
): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  const stepMs = 60_000
  let candidate = Math.floor(afterMs / stepMs) * stepMs + stepMs
  for (let i = 0; i < 9 * 24 * 60; i++, candidate += stepMs) {
    const shown = Object.fromEntries(parts.formatToParts(candidate).map(({ type, value }) => [type, value]))
    const right = Number(shown.hour) === at.hour && Number(shown.minute) === at.minute
    if (right && (at.every === 'daily' || shown.weekday === 'Mon')) return candidate
  }
  // A wall-clock time that summer time skips this week: a day later is what remains.
  return afterMs + 86_400_000
}
