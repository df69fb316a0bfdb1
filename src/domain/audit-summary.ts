import { type DayCount, startDays } from './day-counts.ts'
import { partsOf } from './ids.ts'
import type { LedgerEntry, LedgerFact } from './ledger-event.ts'

/** Somebody or something, and how often. */
export interface Ranked {
  readonly name: string
  readonly count: number
}

/** What a digest does not tell of a period: requests by day, and who asked for what most. */
export interface AuditSummary {
  readonly asked: readonly DayCount[]
  readonly requesters: readonly Ranked[]
  readonly machines: readonly Ranked[]
}

/** The entries that a summary needs. */
export const summaryTypes: readonly LedgerFact['type'][] = ['request submitted']

const mostRanked = 8

/** A summary in the making; memory: a counter for each day, requester and machine. People of one name are told apart by their ids. */
export function startSummary(zone: string) {
  const asked = startDays(zone)
  const requesters = new Map<string, { name: string; count: number }>()
  const machines = new Map<string, { name: string; count: number }>()
  return {
    add({ event: { fact, at, actor } }: LedgerEntry): void {
      if (fact.type !== 'request submitted') return
      asked.add(at)
      if (actor !== 'bot') count(requesters, actor.id, actor.name)
      for (const { vm, vmName } of fact.targets) count(machines, vm, `${vmName} (${partsOf(vm).resourceGroup})`)
    },
    finish: (): AuditSummary => ({ asked: asked.all(), requesters: ranked(requesters), machines: ranked(machines) }),
  }
}

function count(counters: Map<string, { name: string; count: number }>, key: string, name: string): void {
  counters.set(key, { name, count: (counters.get(key)?.count ?? 0) + 1 })
}

function ranked(counters: ReadonlyMap<string, Ranked>): Ranked[] {
  return [...counters.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)).slice(0, mostRanked)
}
