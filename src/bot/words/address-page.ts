import type { PageFlaw } from '../../domain/address-page.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { Reader } from '../../words/reader.ts'

/** Why nothing can be done with a page that finds out an address, and what to do. */
export function pageFlawText(flaw: PageFlaw | 'not confirmed', { words: { addressPage: text } }: Reader): string {
  return flaw === 'not confirmed' ? text.notConfirmed : text[flaw]
}

/** `2 h ago`, `3 days ago`: how old a confirmed address is. */
export function ageText(confirmedAt: number, { words: { addressPage: text }, now }: Reader): string {
  const ageMs = Math.max(0, now - confirmedAt)
  const days = Math.floor(ageMs / 86_400_000)
  if (days >= 2) return text.daysAgo(days)
  return ageMs < 120_000 ? text.justNow : text.ago(formatDuration(Math.floor(ageMs / 60_000) * 60_000))
}
