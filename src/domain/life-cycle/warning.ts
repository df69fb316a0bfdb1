/** How long before the end the notice comes: 10 minutes, or a quarter of a short window. Milliseconds. */
export function warningLeadMs(windowMs: number): number {
  return Math.min(10 * 60_000, Math.floor(windowMs / 4))
}
