import { lastTime, nextTime } from '../domain/next-time.ts'
import type { Person } from '../domain/person.ts'
import type { Clock } from '../ports/clock.ts'
import type { Binding, BindingStore } from '../ports/store.ts'
import { settleMs } from './post-digest.ts'

/**
 * Binds a channel to a purpose; a digest gets its next date, whatever date it had. Answers when that is, if it is one. The caller has
 * checked that an admin asks.
 */
export async function bindChannel(
  deps: { readonly bindings: BindingStore; readonly clock: Clock; readonly zone: string },
  by: Person,
  binding: Binding,
): Promise<{ readonly firstAt?: number }> {
  const now = deps.clock.now()
  const zone = binding.purpose === 'digest' ? (binding.zone ?? deps.zone) : deps.zone
  const firstAt = binding.purpose === 'digest' ? nextTime(now, binding, zone) : undefined
  const bound = binding.purpose === 'digest' ? { ...binding, since: lastTime(now, binding, zone) } : binding
  const name = binding.purpose === 'approvals' ? `approvals ${binding.name}` : `digest ${binding.every}`
  await deps.bindings.bind(
    bound,
    firstAt === undefined ? [] : [{ kind: 'digest', conversation: binding.conversation, at: firstAt + settleMs }],
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
