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
  readonly approvers: readonly Person[]
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
  'opening still open': 'overdue',
  'attempt refused': 'attempts',
} as const satisfies Partial<Record<LedgerFact['type'], string>>

export type DigestCount = (typeof counted)[keyof typeof counted] | 'unattended'

export const digestCounts: readonly DigestCount[] = [...Object.values(counted), 'unattended']

/** How many windows a digest lists; the rest is in the count. */
const listed = 15

/** A digest in the making: give it every entry of the period, then `finish`. Memory is bounded by the requests of the period. */
export function startDigest(from: number, to: number) {
  const counts = Object.fromEntries(digestCounts.map((name) => [name, 0])) as Record<DigestCount, number>
  const opened: DigestLine[] = []
  const people = new Map<RequestId, { requester?: Person; approvers: readonly Person[] }>()
  return {
    add({ event }: LedgerEntry): void {
      const { fact, request, actor, at } = event
      const name = counted[fact.type as keyof typeof counted] as DigestCount | undefined
      if (name && at >= from && at < to) counts[name]++
      if (!request) return
      const known = people.get(request) ?? { approvers: [] }
      if (fact.type === 'request submitted' && actor !== 'bot') people.set(request, { ...known, requester: actor })
      if (fact.type === 'request approved') {
        people.set(request, { ...known, approvers: fact.approvers })
        if (fact.unattended && at >= from && at < to) counts.unattended++
      }
      if (fact.type === 'opening open' && at >= from && at < to && opened.length < listed) {
        opened.push({
          request,
          ...(known.requester ? { requester: known.requester } : {}),
          approvers: known.approvers,
          vm: fact.vm.split('/').at(-1) ?? fact.vm,
          ports: fact.ports,
          source: fact.source,
          openedAt: at,
          endsAt: fact.endsAt,
        })
      }
    },
    finish(head: Digest['head']): Digest {
      return { from, to, counts, opened, head }
    },
  }
}
