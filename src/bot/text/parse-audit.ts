import { looksLikePeriod, type Period, parsePeriod } from '../../domain/period.ts'
import type { Place, Turned } from '../../ports/audit-trail.ts'
import type { Text } from '../../words/text.ts'
import { unmarked } from './normalise.ts'

/** What was asked of the ledger. `subject`: a request, machine, person or text, as typed. `problem`: a sentence. */
export interface AuditAsked {
  readonly period: Period
  readonly periodTyped: boolean
  readonly subject: string
  readonly csv: boolean
  /** Every entry instead of a line for each request. */
  readonly entries: boolean
  readonly turned?: Turned
  readonly problem?: Text
}

/** A VM's resource id fits. */
const longestSubject = 400
const standard = '7d'
const place = /(?:^| )(before|after) (\d{1,16})\.(\d{1,16})$/i

/** Reads `[7d] [request, machine, person or text] [entries] [csv] [before 1763900000000.42]`, in any order but the last. */
export function parseAudit(rest: string, now: number, zone: string): AuditAsked {
  const [, side, at, seq] = place.exec(rest) ?? []
  const words = rest
    .replace(place, '')
    .split(' ')
    .map(unmarked)
    .filter((word) => word !== '')
  const periods = words.filter(looksLikePeriod)
  const is = (wanted: string) => (word: string) => word.toLowerCase() === wanted
  const subject = words.filter((word) => !looksLikePeriod(word) && !is('csv')(word) && !is('entries')(word)).join(' ')
  const parsed = parsePeriod(periods[0] ?? standard, now, zone)
  const problem = problemOf(periods, subject) ?? (parsed.ok ? undefined : parsed.text)
  const from = Number(at)
  const where: Place = { at: from, seq: Number(seq) }
  return {
    period: parsed.ok ? parsed.period : { from: now, word: '', text: () => '' },
    periodTyped: periods.length > 0,
    subject: subject.slice(0, longestSubject),
    csv: words.some(is('csv')),
    entries: words.some(is('entries')),
    ...(side === undefined ? {} : { turned: side.toLowerCase() === 'before' ? { before: where } : { after: where } }),
    ...(problem ? { problem } : {}),
  }
}

function problemOf(periods: readonly string[], subject: string): Text | undefined {
  const [one, other] = periods.map((period) => period.slice(0, 60))
  if (one !== undefined && other !== undefined) return ({ words }) => words.reading.audit.twoPeriods(one, other)
  if (subject.length > longestSubject) return ({ words }) => words.reading.audit.tooLong(longestSubject)
  return undefined
}
