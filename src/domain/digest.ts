import type { RequestId } from './ids.ts'
import type { LedgerEntry, LedgerFact } from './ledger-event.ts'
import type { Person } from './person.ts'

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
  readonly approvers?: readonly Person[]
}

/** What happened in a period `[from, to)` of epoch milliseconds, told by the ledger alone. `head`: the chain's last link. */
export interface Digest {
  readonly from: number
  readonly to: number
  readonly counts: Readonly<Record<DigestCount, number>>
  /** The first windows of the period; `counts.opened` has them all. */
  readonly opened: readonly DigestLine[]
  readonly head: { readonly seq: number; readonly hash: string }
}

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
} as const satisfies Partial<Record<LedgerFact['type'], string>>

export type DigestCount = (typeof counted)[keyof typeof counted] | 'unattended'

export const digestCounts: readonly DigestCount[] = [...Object.values(counted), 'unattended']

/** What a digest counts an entry as, if anything. */
export function digestCountOf(fact: LedgerFact): DigestCount | undefined {
  if (fact.type === 'request approved') return fact.unattended ? 'unattended' : undefined
  return counted[fact.type as keyof typeof counted]
}

/** How many windows a digest lists; the rest is in the count. */
const listed = 15

/**
 * A digest in the making: `add` every entry of the period, then `learn` what older entries tell of `unexplained()` requests, then
 * `finish`. Memory is bounded by what is listed.
 */
export function startDigest(from: number, to: number) {
  const counts = Object.fromEntries(digestCounts.map((name) => [name, 0])) as Record<DigestCount, number>
  const opened: Omit<DigestLine, 'requester' | 'approvers'>[] = []
  const people = new Map<RequestId, { requester?: Person; approvers?: readonly Person[] }>()

  function learn({ event: { fact, request, actor } }: LedgerEntry): void {
    if (!request) return
    if (fact.type === 'request submitted' && actor !== 'bot')
      people.set(request, { ...people.get(request), requester: actor })
    if (fact.type === 'request approved') people.set(request, { ...people.get(request), approvers: fact.approvers })
  }

  return {
    learn,
    add(entry: LedgerEntry): void {
      const { fact, request, at } = entry.event
      learn(entry)
      const name = digestCountOf(fact)
      if (name) counts[name]++
      if (!request || fact.type !== 'opening open' || opened.length >= listed) return
      const { ports, source, endsAt } = fact
      opened.push({ request, vm: fact.vm.split('/').at(-1) ?? fact.vm, ports, source, openedAt: at, endsAt })
    },
    /** Listed requests that were asked for or approved before the period. */
    unexplained(): RequestId[] {
      const told = (request: RequestId) => people.get(request)?.requester && people.get(request)?.approvers
      return [...new Set(opened.map(({ request }) => request))].filter((request) => !told(request))
    },
    finish(head: Digest['head']): Digest {
      return { from, to, counts, opened: opened.map((line) => ({ ...line, ...people.get(line.request) })), head }
    },
  }
}
