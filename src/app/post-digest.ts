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
  const from = await endOfLast(deps, job.conversation, to - (binding.every === 'weekly' ? 7 : 1) * dayMs)
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

/** Where the last digest of this conversation ended: no hour is left out, however long the bot was away. The first looks back one period. */
async function endOfLast({ ledger }: DigestDeps, conversation: string, otherwise: number): Promise<number> {
  for (const { event } of await ledger.latest({ text: conversation, limit: 20 })) {
    if (event.fact.type === 'digest posted' && event.fact.conversation === conversation) return event.fact.to
  }
  return otherwise
}
