import { type Digest, type DigestCount, type DigestLine, digestCounts } from '../../domain/digest.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { StandingWindows } from '../../domain/standing-windows.ts'
import type { Reader } from '../../words/reader.ts'
import { names } from './describe.ts'

const countLabels: Record<DigestCount, string> = {
  submitted: 'Requests submitted',
  approved: 'Approved by people',
  unattended: 'Approved by the access policy alone',
  refused: 'Refused by the access policy',
  denied: 'Denied',
  cancelled: 'Cancelled',
  lapsed: 'Lapsed',
  failed: 'Failed to open',
  opened: 'Windows opened',
  brief: 'Closed on request within 5 minutes of opening',
  closed: 'Windows closed and checked',
  extended: 'Windows carried on by an extension',
  overdue: 'Windows not confirmed shut in time',
  drift: 'Opened past the bot',
  ruleDrift: 'Network rules not as they should be',
  policyDrift: 'JIT policies changed elsewhere',
  gone: 'Machines gone',
  attempts: 'Clicks and commands refused',
  brokenGlass: 'Break-glass: opened without an approval',
  signedGlass: 'Break-glass signed for',
  configured: 'Changes of port rules',
  notConfigured: 'Changes of port rules that failed',
  policies: 'Versions of the access policy loaded',
  policyProblems: 'Access policy files that did not load',
}

/** What became of what was asked: the parts of the first chart. */
const outcomes = ['approved', 'unattended', 'refused', 'denied', 'cancelled', 'lapsed'] as const satisfies DigestCount[]

export function outcomesOf({ counts }: Digest): { readonly label: string; readonly count: number }[] {
  return outcomes.map((name) => ({ label: countLabels[name], count: counts[name] })).filter(({ count }) => count > 0)
}

/** Counts that are not zero, in their order. */
export function countsOf({ counts }: Digest): { readonly label: string; readonly value: string }[] {
  return digestCounts
    .filter((name) => counts[name] > 0)
    .map((name) => ({ label: countLabels[name], value: String(counts[name]) }))
}

export function approvedText(approvers: DigestLine['approvers'], reader: Reader): string {
  if (approvers === 'break-glass') return 'break-glass, approved by nobody'
  if (!approvers) return 'approval not known'
  return approvers.length === 0 ? 'approved by the access policy' : `approved by ${names(approvers, reader.words)}`
}

/** `Median time to approve: 4 min, the slowest 1 h 3 min.` */
export function waitsText({ waits: { count, medianMs, longestMs } }: Digest, reader: Reader): string | undefined {
  if (medianMs === undefined || longestMs === undefined) return undefined
  const slowest = count === 1 ? '' : `, the slowest ${spanText(longestMs)}`
  return `Median time to approve: ${spanText(medianMs)}${slowest}.`
}

function spanText(ms: number): string {
  return ms < 60_000 ? `${Math.round(ms / 1000)} s` : formatDuration(ms)
}

const shownLoads = 8

/** Who decided how much; a line each, the busiest first. */
export function loadsText({ loads }: Digest): string[] {
  const lines = loads.slice(0, shownLoads).map(({ person, approved, denied }) => {
    const parts = [approved > 0 ? `${approved} approved` : '', denied > 0 ? `${denied} denied` : '']
    return `${person.name}: ${parts.filter((part) => part !== '').join(', ')}`
  })
  const more = loads.length - shownLoads
  return more > 0 ? [...lines, `and ${more} more ${more === 1 ? 'approver' : 'approvers'}`] : lines
}

/** `Open now: 3 windows, and 1 past its end that is not seen shut.` */
export function standingText({ open, overdue, more }: StandingWindows, reader: Reader): string {
  const windows = (count: number) => `${more ? 'at least ' : ''}${count} ${count === 1 ? 'window' : 'windows'}`
  const late = overdue === 0 ? '' : `, and ${overdue} past the end and not seen shut`
  return open === 0 && overdue === 0 ? 'Nothing stands open now.' : `Open now: ${windows(open)}${late}.`
}
