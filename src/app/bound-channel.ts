import type { BoundAs } from '../domain/channel-state.ts'
import type { Binding } from '../ports/store.ts'

/** What a binding is, without where. */
export function boundAs(binding: Binding): BoundAs {
  if (binding.purpose === 'approvals') return { purpose: 'approvals', name: binding.name }
  const { purpose, every, day, hour, minute, zone } = binding
  return { purpose, every, hour, minute, ...(day ? { day } : {}), ...(zone ? { zone } : {}) }
}

/** The same as the ledger writes it: `approvals ops-approvals`, `digest daily`. */
export function bindingName(binding: Binding): string {
  return binding.purpose === 'approvals' ? `approvals ${binding.name}` : `digest ${binding.every}`
}

/** How people know the channel; Teams does not tell the name of a team's first channel. */
export function channelTitle(bindings: readonly Binding[]): string {
  const titled = bindings.find(({ title }) => title !== '')
  const named = bindings.find((binding) => binding.purpose === 'approvals')
  return titled?.title ?? (named?.purpose === 'approvals' ? named.name : 'the channel of the digest')
}
