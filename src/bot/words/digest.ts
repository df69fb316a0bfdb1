import { type Digest, type DigestCount, type DigestLine, digestCounts } from '../../domain/digest.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { StandingWindows } from '../../domain/standing-windows.ts'
import type { Reader } from '../../words/reader.ts'
import { names } from './describe.ts'

/** What became of what was asked: the parts of the first chart. */
const outcomes = ['approved', 'unattended', 'refused', 'denied', 'cancelled', 'lapsed'] as const satisfies DigestCount[]

export function outcomesOf(
  { counts }: Digest,
  { words }: Reader,
): { readonly label: string; readonly count: number }[] {
  return outcomes
    .map((name) => ({ label: words.digestCard.counts[name], count: counts[name] }))
    .filter(({ count }) => count > 0)
}

/** Counts that are not zero, in their order. */
export function countsOf({ counts }: Digest, { words }: Reader): { readonly label: string; readonly value: string }[] {
  return digestCounts
    .filter((name) => counts[name] > 0)
    .map((name) => ({ label: words.digestCard.counts[name], value: String(counts[name]) }))
}

export function approvedText(approvers: DigestLine['approvers'], { words }: Reader): string {
  const { digestCard: text } = words
  if (approvers === 'break-glass') return text.byBreakGlass
  if (!approvers) return text.approvalUnknown
  return approvers.length === 0 ? text.byPolicy : text.approvedBy(names(approvers, words))
}

/** `Median time to approve: 4 min, the slowest 1 h 3 min.` */
export function waitsText({ waits: { count, medianMs, longestMs } }: Digest, reader: Reader): string | undefined {
  if (medianMs === undefined || longestMs === undefined) return undefined
  const { median, medianAndSlowest } = reader.words.digestCard
  return count === 1 ? median(spanText(medianMs)) : medianAndSlowest(spanText(medianMs), spanText(longestMs))
}

function spanText(ms: number): string {
  return ms < 60_000 ? `${Math.round(ms / 1000)} s` : formatDuration(ms)
}

const shownLoads = 8

/** Who decided how much; a line each, the busiest first. */
export function loadsText({ loads }: Digest, { words }: Reader): string[] {
  const { load: text } = words.digestCard
  const lines = loads.slice(0, shownLoads).map(({ person, approved, denied }) => {
    const parts = [approved > 0 ? text.approved(approved) : '', denied > 0 ? text.denied(denied) : '']
    return `${person.name}: ${parts.filter((part) => part !== '').join(', ')}`
  })
  const more = loads.length - shownLoads
  return more > 0 ? [...lines, text.more(more)] : lines
}

/** `Open now: 3 windows, and 1 past its end that is not seen shut.` */
export function standingText({ open, overdue, more }: StandingWindows, reader: Reader): string {
  const { digestCard: text } = reader.words
  if (open === 0 && overdue === 0) return text.nothingOpen
  const windows = more ? text.atLeast(text.windows(open)) : text.windows(open)
  return overdue === 0 ? text.openNow(windows) : text.openNowAndLate(windows, overdue)
}
