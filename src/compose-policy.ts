import { graphToken } from './adapters/azure/graph-token.ts'
import { entraGroups } from './adapters/graph/entra-groups.ts'
import { openPolicyFile } from './adapters/policy-file/policy-file.ts'
import { channelGroups } from './app/channel-groups.ts'
import { groupDirectory } from './app/group-directory.ts'
import type { PolicyDeps } from './app/membership-for.ts'
import { policyWatch } from './app/tell-of-policy.ts'
import { watchGroups } from './app/watch-groups.ts'
import type { Directory } from './ports/directory.ts'
import type { Ledger } from './ports/ledger.ts'
import type { Log } from './ports/log.ts'
import type { Roster } from './ports/roster.ts'
import type { BindingStore, Outbox } from './ports/store.ts'
import type { Releases } from './releases.ts'
import type { Surroundings } from './surroundings.ts'

/** The access policy and who is in its groups, both watched: admins are told of what they have to mend. */
export async function startPolicy(
  { azure, clock, policyFile, graphTransport }: Surroundings,
  parts: {
    readonly roster: Roster
    readonly bindings: BindingStore
    readonly outbox: Outbox
    readonly ledger: Ledger
    readonly log: Log
    readonly groupsRememberedMs: number
  },
  releases: Releases,
): Promise<PolicyDeps> {
  const { roster, bindings, log } = parts
  const policy = openPolicyFile({ path: policyFile, clock, log, onChange: (news) => tellOfPolicy(news) })
  releases.add('policy file', () => policy.stop())
  const directory: Directory = groupDirectory({
    entra: entraGroups({
      endpoint: azure.cloud.graph,
      token: graphToken(azure),
      ...(graphTransport ? { send: graphTransport } : {}),
    }),
    channels: channelGroups({ roster, bindings }),
    now: clock.now,
    rememberedMs: parts.groupsRememberedMs,
    onRead: (what, failure) => tellOfGroups(what, failure),
  })
  const tellers = { ...parts, policy, directory, clock }
  const tellOfGroups = watchGroups(tellers)
  const tellOfPolicy = policyWatch(tellers)
  await policy.check()
  return { policy, directory }
}
