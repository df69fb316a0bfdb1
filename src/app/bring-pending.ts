import { approvalCard } from '../domain/life-cycle/waiting.ts'
import type { Outbox, RequestStore } from '../ports/store.ts'

const most = 500

/**
 * A channel was bound under a name: what waits for approval and would have been posted there gets its card there, beside those that it
 * has. Answers how many.
 */
export async function bringPending(
  { store, outbox }: { readonly store: RequestStore; readonly outbox: Outbox },
  { name, conversation }: { readonly name: string; readonly conversation: string },
): Promise<number> {
  const pending = (await store.list({ states: ['pending'], limit: most })).filter(
    ({ requirement: { notify }, channels = [] }) =>
      (notify.length === 0 || notify.includes(name)) && !channels.includes(conversation),
  )
  const to = { kind: 'conversation', id: conversation } as const
  await outbox.add(
    pending.map((request) => approvalCard(request, to)),
    [],
  )
  return pending.length
}
