import type { LedgerEvent } from '../domain/ledger-event.ts'
import type { ChannelStates } from '../ports/channel-states.ts'
import type { ConfigurationStore } from '../ports/configuration-store.ts'
import type { Digests } from '../ports/digests.ts'
import type { DriftStore } from '../ports/drift.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { PolicySource } from '../ports/policy.ts'
import type { BindingStore, Outbox, SourceStore } from '../ports/store.ts'

/** Every port through which entries reach the ledger, but for the requests', which carry the version that they were judged by. */
export interface Writers {
  readonly ledger: Ledger
  readonly outbox: Outbox
  readonly bindings: BindingStore
  readonly channels: ChannelStates
  readonly sources: SourceStore
  readonly configurations: ConfigurationStore
  readonly drifts: DriftStore
  readonly digests: Digests
}

/** The same ports; an entry that names no version of the access policy gets the one in force, in this one place. No policy: none. */
export function withPolicyVersion(policy: PolicySource, writers: Writers): Writers {
  const version = () => {
    const inForce = policy.current()
    return inForce.kind === 'policy' ? { policyVersion: inForce.policy.version } : {}
  }
  const stamped = (events: readonly LedgerEvent[]) => events.map((event) => ({ ...version(), ...event }))
  const { ledger, outbox, bindings, channels, sources, configurations, drifts, digests } = writers
  return {
    ledger: { ...ledger, append: (events) => ledger.append(stamped(events)) },
    outbox: { ...outbox, add: (postings, events) => outbox.add(postings, stamped(events)) },
    bindings: {
      ...bindings,
      bind: (binding, jobs, events) => bindings.bind(binding, jobs, stamped(events)),
      unbind: (binding, events) => bindings.unbind(binding, stamped(events)),
    },
    channels: {
      ...channels,
      lose: (conversation, lost, causes) =>
        channels.lose(conversation, lost, { ...causes, ledger: stamped(causes.ledger) }),
      regain: (conversation, causes) => channels.regain(conversation, { ...causes, ledger: stamped(causes.ledger) }),
    },
    sources: { ...sources, remember: (confirmed) => sources.remember({ ...version(), ...confirmed }) },
    configurations: {
      ...configurations,
      save: (change) => configurations.save({ ...change, ledger: stamped(change.ledger) }),
    },
    drifts: {
      ...drifts,
      note: (key, at, events, ...rest) => drifts.note(key, at, stamped(events), ...rest),
    },
    digests: {
      ...digests,
      post: (period, causes) => digests.post(period, { ...causes, ledger: stamped(causes.ledger) }),
    },
  }
}
