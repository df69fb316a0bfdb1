/** Epoch milliseconds as Azure writes them: seven digits of fraction, of which `ticks` (0-9999) fills the last four. */
export function formatArmTime(epochMs: number, ticks = 0): string {
  return new Date(epochMs).toISOString().replace('Z', `${String(ticks).padStart(4, '0')}Z`)
}

/** Epoch milliseconds of an ISO 8601 time stamp with a zone; undefined for anything else. */
export function parseArmTime(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i.test(text))
    return undefined
  const epochMs = Date.parse(text.replace(/(\.\d{3})\d+/, '$1'))
  return Number.isNaN(epochMs) ? undefined : epochMs
}
