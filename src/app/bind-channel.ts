import { nextTime } from '../domain/next-time.ts'
import type { Person } from '../domain/person.ts'
import type { Clock } from '../ports/clock.ts'
import type { Binding, BindingStore } from '../ports/store.ts'

/** Binds a channel to a purpose; a digest gets its first date. Answers when the next digest is, if it is one. The caller has checked that an admin asks. */
export async function bindChannel(
  deps: { readonly bindings: BindingStore; readonly clock: Clock; readonly zone: string },
  by: Person,
  binding: Binding,
): Promise<{ readonly firstAt?: number }> {
  const now = deps.clock.now()
  const firstAt = binding.purpose === 'digest' ? nextTime(now, binding, deps.zone) : undefined
  const name = binding.purpose === 'approvals' ? `approvals ${binding.name}` : `digest ${binding.every}`
  await deps.bindings.bind(
    binding,
    firstAt === undefined ? [] : [{ kind: 'digest', conversation: binding.conversation, at: firstAt }],
    [
      {
        at: now,
        actor: by,
        fact: { type: 'channel bound', purpose: binding.purpose, name, conversation: binding.conversation },
      },
    ],
  )
  return firstAt === undefined ? {} : { firstAt }
}
