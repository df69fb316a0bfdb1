import { type AuditSummary, startSummary, summaryTypes } from '../domain/audit-summary.ts'
import type { Digest } from '../domain/digest.ts'
import type { BreakGlassStore } from '../ports/break-glass-store.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { Outbox, RequestStore } from '../ports/store.ts'
import { makeDigest } from './make-digest.ts'

/** What a period looks like, out of the ledger: the numbers of its digest, so that both say the same, and who asked for what. */
export async function summariseAudit(
  deps: {
    readonly ledger: Ledger
    readonly store: RequestStore
    readonly breakGlass: BreakGlassStore
    readonly outbox: Outbox
  },
  period: { readonly from: number; readonly to: number; readonly zone: string },
): Promise<{ readonly digest: Digest; readonly summary: AuditSummary }> {
  const digest = await makeDigest(deps, period)
  const summary = startSummary(period.zone)
  for await (const entry of deps.ledger.read({ from: period.from, to: period.to, types: summaryTypes }))
    summary.add(entry)
  return { digest, summary: summary.finish() }
}
