import { type ApproverLoad, startLoads } from './approver-load.ts'
import { type DayCount, startDays } from './day-counts.ts'
import type { RequestId } from './ids.ts'
import type { LedgerEntry, LedgerFact } from './ledger-event.ts'
import type { Person } from './person.ts'
import type { StandingWindows } from './standing-windows.ts'
import { startWaits, type Waits } from './waits.ts'

/** One window that was opened in the period. */
export interface DigestLine {
  readonly request: RequestId
  readonly requester?: Person
  readonly vm: string
  readonly ports: readonly number[]
  readonly source: string
  readonly openedAt: number
  readonly endsAt: number
  /** Absent: not known. Empty: the access policy asked nobody. */
  readonly approvers?: readonly Person[] | 'break-glass'
}

/** What happened in a period `[from, to)` of epoch milliseconds, told by the ledger alone. `head`: the chain's last link. */
export interface Digest {
  readonly from: number
  readonly to: number
  readonly counts: Readonly<Record<DigestCount, number>>
  /** The first windows of the period; `counts.opened` has them all. */
  readonly opened: readonly DigestLine[]
  /** Windows opened on each day that had one, in the zone of the digest. */
  readonly days: readonly DayCount[]
  /** From asking to the last approval that was needed, of what people approved in the period. */
  readonly waits: Waits
  /** Who decided most first. */
  readonly loads: readonly ApproverLoad[]
  /** Uses of break-glass that nobody has signed for by now, whenever they were; oldest first. */
  readonly unsigned: readonly UnsignedGlass[]
  readonly head: { readonly seq: number; readonly hash: string }
  /** What stands open when the digest is made: not of the period. */
  readonly standing?: StandingWindows
}

export interface UnsignedGlass {
  readonly request: RequestId
  readonly requester: Person
  readonly vms: readonly string[]
  readonly usedAt: number
  /** To its card in a channel. */
  readonly link?: string
}

/** Facts that are counted as they come. */
const counted = {
  'request submitted': 'submitted',
  'request refused': 'refused',
  'request denied': 'denied',
  'request cancelled': 'cancelled',
  'request lapsed': 'lapsed',
  'request failed': 'failed',
  'opening open': 'opened',
  'opening closed': 'closed',
  'opening extended': 'extended',
  'opening still open': 'overdue',
  'drift opened': 'drift',
  'drift rule': 'ruleDrift',
  'drift policy': 'policyDrift',
  'drift vm gone': 'gone',
  'attempt refused': 'attempts',
  'jit configured': 'configured',
  'jit configuration failed': 'notConfigured',
  'policy not loaded': 'policyProblems',
  'break-glass used': 'brokenGlass',
  'break-glass reviewed': 'signedGlass',
} as const satisfies Partial<Record<LedgerFact['type'], string>>

/**
 * `approved`: by people; `unattended`: by the access policy alone; `brief`: closed on request within five minutes of opening;
 * `policies`: versions of the access policy that were loaded, each once.
 */
export type DigestCount = (typeof counted)[keyof typeof counted] | 'approved' | 'unattended' | 'brief' | 'policies'

export const digestCounts: readonly DigestCount[] = [
  'submitted',
  'approved',
  'unattended',
  'refused',
  'denied',
  'cancelled',
  'lapsed',
  'failed',
  'opened',
  'brief',
  'closed',
  'extended',
  'overdue',
  'drift',
  'ruleDrift',
  'policyDrift',
  'gone',
  'attempts',
  'brokenGlass',
  'signedGlass',
  'configured',
  'notConfigured',
  'policies',
  'policyProblems',
]

/** The entries that a digest needs; it learns nothing from others. */
export const digestTypes: readonly LedgerFact['type'][] = [
  ...(Object.keys(counted) as (keyof typeof counted)[]),
  'request approved',
  'approval given',
  'policy loaded',
]

/** Whoever asks to shut a window so soon may not have needed it. Whether it was used Azure does not tell. */
const briefMs = 5 * 60_000

/** What a digest counts an entry as, if anything. */
export function digestCountOf(fact: LedgerFact): DigestCount | undefined {
  if (fact.type === 'request approved') return fact.unattended ? 'unattended' : 'approved'
  return counted[fact.type as keyof typeof counted]
}

/** How many windows a digest lists; the rest is in the count. */
const listed = 15

/**
 * A digest in the making: `add` every entry of the period, then `learn` what older entries tell of `unexplained()` requests, then
 * `finish`. Memory: what is listed, a number for each approval, and a counter for each day, approver and policy version.
 */
export function startDigest(from: number, to: number, zone: string) {
  const counts = Object.fromEntries(digestCounts.map((name) => [name, 0])) as Record<DigestCount, number>
  const opened: Omit<DigestLine, 'requester' | 'approvers'>[] = []
  const people = new Map<RequestId, { requester?: Person; approvers?: readonly Person[] | 'break-glass' }>()
  const policies = new Set<string>()
  const days = startDays(zone)
  const waits = startWaits()
  const loads = startLoads()

  /** Only of requests that are listed: their approval comes before their opening, so that it is looked up afterwards. */
  function learn({ event: { fact, request, actor } }: LedgerEntry): void {
    if (!request) return
    if (fact.type === 'request submitted' && actor !== 'bot')
      people.set(request, { ...people.get(request), requester: actor })
    // Nobody approved it: what is known is that.
    if (fact.type === 'break-glass used') people.set(request, { ...people.get(request), approvers: 'break-glass' })
    if (fact.type === 'request approved') people.set(request, { ...people.get(request), approvers: fact.approvers })
  }

  return {
    learn,
    add({ event }: LedgerEntry): void {
      const { fact, request, at } = event
      const name = digestCountOf(fact)
      if (name) counts[name]++
      loads.add(event)
      if (fact.type === 'policy loaded') policies.add(event.policyVersion ?? '')
      if (fact.type === 'request approved') {
        if (!fact.unattended && fact.submittedAt !== undefined) waits.add(at - fact.submittedAt)
      }
      if (fact.type === 'opening closed') {
        const { openedAt, closeAskedAt } = fact
        if (openedAt !== undefined && closeAskedAt !== undefined && closeAskedAt - openedAt <= briefMs) counts.brief++
      }
      if (fact.type !== 'opening open') return
      days.add(at)
      if (!request || opened.length >= listed) return
      const { ports, source, endsAt } = fact
      opened.push({ request, vm: fact.vm.split('/').at(-1) ?? fact.vm, ports, source, openedAt: at, endsAt })
    },
    /** Requests that are listed: who asked for and approved them stands in entries of their own, perhaps before the period. */
    unexplained: (): RequestId[] => [...new Set(opened.map(({ request }) => request))],
    finish(head: Digest['head'], standing?: StandingWindows, unsigned: Digest['unsigned'] = []): Digest {
      const lines = opened.map((line) => ({ ...line, ...people.get(line.request) }))
      return {
        from,
        to,
        counts: { ...counts, policies: policies.size },
        opened: lines,
        days: days.all(),
        waits: waits.sum(),
        loads: loads.all(),
        head,
        unsigned,
        ...(standing ? { standing } : {}),
      }
    },
  }
}
