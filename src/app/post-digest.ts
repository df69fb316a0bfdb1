import { lastTime, nextTime } from '../domain/next-time.ts'
import type { Clock } from '../ports/clock.ts'
import type { Digests } from '../ports/digests.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { BindingStore, JobQueue } from '../ports/store.ts'

export interface DigestDeps {
  readonly bindings: BindingStore
  readonly digests: Digests
  readonly ledger: Ledger
  readonly jobs: JobQueue
  readonly clock: Clock
  readonly zone: string
}

/** What happened just before the end of a period may still be on its way into the ledger: a digest waits for it. */
export const settleMs = 5_000

/**
 * Posts the digest of the period that ended last and arranges for the next one. It begins where the last digest of the channel ended,
 * however long the bot was away: no hour is told twice or left out, whatever is retried, late, or bound anew meanwhile.
 */
export async function postDigest(deps: DigestDeps, { conversation }: { readonly conversation: string }): Promise<void> {
  const bindings = await deps.bindings.list()
  const binding = bindings.find((b) => b.purpose === 'digest' && b.conversation === conversation)
  if (binding?.purpose !== 'digest') return
  const zone = binding.zone ?? deps.zone
  const now = deps.clock.now()
  const to = lastTime(now - settleMs, binding, zone)
  const jobs = [{ kind: 'digest', conversation, at: nextTime(to, binding, zone) + settleMs } as const]
  const from = (await deps.digests.postedTo(conversation)) ?? binding.since ?? lastTime(to - 1, binding, zone)
  if (from >= to) return await deps.jobs.enqueue(jobs)
  const { seq, hash } = await deps.ledger.head()
  const posted = await deps.digests.post(
    { conversation, to },
    {
      postings: [
        {
          key: `digest:${conversation}:${to}`,
          to: { kind: 'conversation', id: conversation },
          content: { kind: 'digest', from, to, zone },
        },
      ],
      ledger: [{ at: now, actor: 'bot', fact: { type: 'digest posted', conversation, from, to, head: hash, seq } }],
      jobs,
    },
  )
  if (!posted) await deps.jobs.enqueue(jobs)
}
