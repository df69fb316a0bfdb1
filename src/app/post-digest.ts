import { nextTime } from '../domain/next-time.ts'
import type { Clock } from '../ports/clock.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { BindingStore, JobQueue, Outbox } from '../ports/store.ts'

export interface DigestDeps {
  readonly bindings: BindingStore
  readonly outbox: Outbox
  readonly ledger: Ledger
  readonly jobs: JobQueue
  readonly clock: Clock
  readonly zone: string
}

const dayMs = 86_400_000

/** Posts the digest of the period that just ended and arranges for the next one. A period is posted once, whatever is retried. */
export async function postDigest(
  deps: DigestDeps,
  job: { readonly conversation: string; readonly at?: number },
): Promise<void> {
  const bindings = await deps.bindings.list()
  const binding = bindings.find((b) => b.purpose === 'digest' && b.conversation === job.conversation)
  if (binding?.purpose !== 'digest') return
  const to = job.at ?? deps.clock.now()
  const from = to - (binding.every === 'weekly' ? 7 : 1) * dayMs
  const { hash } = await deps.ledger.head()
  await deps.outbox.add(
    [
      {
        key: `digest:${job.conversation}:${to}`,
        to: { kind: 'conversation', id: job.conversation },
        content: { kind: 'digest', from, to },
      },
    ],
    [
      {
        at: deps.clock.now(),
        actor: 'bot',
        fact: { type: 'digest posted', conversation: job.conversation, from, to, head: hash },
      },
    ],
  )
  const at = nextTime(Math.max(to, deps.clock.now()), binding, deps.zone)
  await deps.jobs.enqueue([{ kind: 'digest', conversation: job.conversation, at }])
}
