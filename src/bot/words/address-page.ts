import type { PageFlaw } from '../../domain/address-page.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { Reader } from '../../words/reader.ts'

/** Why nothing can be done with a page that finds out an address, and what to do. */
export function pageFlawText(flaw: PageFlaw | 'not confirmed', reader: Reader): string {
  switch (flaw) {
    case 'unknown':
      return 'This page was not opened for you, or never. Press “Use my address” in your own chat with the bot. Nothing has changed.'
    case 'used':
      return 'What this page found out was handed back already. Press “Use my address” again if you need it anew.'
    case 'expired':
      return 'This page was open for more than ten minutes, in which your address may have changed. Press “Use my address” again.'
    case 'not confirmed':
      return 'No address was confirmed. Press “Use my address” and confirm the one that is shown, or type yours.'
    default:
      return flaw satisfies never
  }
}

/** `2 h ago`, `3 days ago`: how old a confirmed address is. */
export function ageText(confirmedAt: number, now: number): string {
  const ageMs = Math.max(0, now - confirmedAt)
  const days = Math.floor(ageMs / 86_400_000)
  if (days >= 2) return `${days} days ago`
  return ageMs < 120_000 ? 'just now' : `${formatDuration(Math.floor(ageMs / 60_000) * 60_000)} ago`
}
