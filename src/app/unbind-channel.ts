import type { Person } from '../domain/person.ts'
import type { Clock } from '../ports/clock.ts'
import type { PolicySource } from '../ports/policy.ts'
import type { Binding, BindingStore } from '../ports/store.ts'
import { bindingName } from './bound-channel.ts'

/** What follows from a binding that is gone. */
export interface Unbound {
  /** Rules of the access policy that name it and have no other channel. */
  readonly rules: readonly string[]
  /** No channel is bound for this purpose any more. */
  readonly last: boolean
}

/** Takes a binding away; undefined where it was gone already. The caller has checked that an admin asks. */
export async function unbindChannel(
  deps: { readonly bindings: BindingStore; readonly clock: Clock; readonly policy: PolicySource },
  by: Person,
  binding: Binding,
): Promise<Unbound | undefined> {
  const { purpose, conversation } = binding
  const fact = { type: 'channel unbound', purpose, name: bindingName(binding), conversation } as const
  const gone = await deps.bindings.unbind(binding, [{ at: deps.clock.now(), actor: by, fact }])
  if (!gone) return undefined
  const left = (await deps.bindings.list()).filter((other) => other.purpose === purpose)
  const inForce = deps.policy.current()
  const rules =
    purpose === 'approvals' && inForce.kind === 'policy'
      ? inForce.policy.rules.filter(({ notify }) => notify.includes(binding.name)).map(({ name }) => name)
      : []
  return { rules, last: left.length === 0 }
}
