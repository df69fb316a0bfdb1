import type { PersonId } from './ids.ts'
import type { LedgerEvent } from './ledger-event.ts'
import type { Person } from './person.ts'

/** How much somebody decided. */
export interface ApproverLoad {
  readonly person: Person
  readonly approved: number
  readonly denied: number
}

/** Counts decisions by who made them. Who was asked and did nothing is a channel's affair, not a person's. */
export function startLoads() {
  const loads = new Map<PersonId, { person: Person; approved: number; denied: number }>()
  return {
    add({ actor, fact }: LedgerEvent): void {
      if (actor === 'bot' || (fact.type !== 'approval given' && fact.type !== 'request denied')) return
      const load = loads.get(actor.id) ?? { person: actor, approved: 0, denied: 0 }
      if (fact.type === 'approval given') load.approved++
      else load.denied++
      loads.set(actor.id, load)
    },
    all: (): ApproverLoad[] => [...loads.values()].sort((a, b) => b.approved + b.denied - a.approved - a.denied),
  }
}
