/** Switches of the simulated Azure. The object is live: a change holds from the next call on. */
export type AzureSimulatorSettings = {
  /** From initiate's 202 until the request says `Initiated` and its allow rule exists. */
  initiatedAfterMs: number
  /** From the rule's existence until it lets traffic through (Azure: up to a minute). */
  effectiveAfterMs: number
  /** From a PUT until the policy's `provisioningState` says `Succeeded`. */
  provisionedAfterMs: number
  /** Which older windows a newer one for the same VM revokes. Azure does not say. */
  newerReplaces: 'never' | 'vm-port' | 'vm-port-source'
  /** What becomes of several entries for one port of one VM in one initiate. Azure does not say. `merged`: into one entry with all sources. */
  samePortAgain: 'accepted' | 'merged' | 'last' | 'refused'
  /** `inserted`: above a user's allow rule for the port, which is renumbered; `last`: always at 4096, so that such a rule wins. */
  denyPlacement: 'last' | 'inserted'
  /** The second is what Azure wrote before May 2023. */
  rulePrefix: 'MicrosoftDefenderForCloud-JITRule' | 'SecurityCenter-JITRule'
  /** What a request without a source is opened to. */
  callerAddress: string
  /** Actions that the caller holds; `*` stands for any text. */
  roles: readonly string[]
  /** More actions, held in one resource group alone, by its id (lower case). */
  rolesIn: Record<string, readonly string[]>
  /** Defender for Servers by subscription id (lower case); one not named has P2. */
  plan: Record<string, 'P2' | 'free'>
  /** From when something happens until the activity log tells of it (Azure: minutes). */
  activityLogDelayMs: number
  /** Who the bearer token is for: an app has no `requestor`, a person has. */
  identity: 'app' | { readonly upn: string }
  /** The shortest window accepted: five minutes, less a minute of tolerance. */
  minimumMs: number
  /** Whether a source inside an allowed CIDR is accepted, or only the very prefix of the rule. Reports differ. */
  sourceInsidePrefix: 'accepted' | 'refused'
  /** What the list of a whole subscription (or a region of it) leaves out, as it may in large tenants; those of a group have all. */
  listOmits: 'nothing' | 'every third policy'
  /** Entries on one page of a list. */
  pageSize: number
}

/** The defaults, changed by what is given. A new object each time, since each is changed in place. */
export function createSettings(changes: Partial<AzureSimulatorSettings> = {}): AzureSimulatorSettings {
  return {
    initiatedAfterMs: 1_000,
    effectiveAfterMs: 0,
    provisionedAfterMs: 1_000,
    newerReplaces: 'never',
    samePortAgain: 'accepted',
    denyPlacement: 'inserted',
    rulePrefix: 'MicrosoftDefenderForCloud-JITRule',
    callerAddress: '20.50.2.10',
    roles: ['*'],
    activityLogDelayMs: 0,
    identity: 'app',
    minimumMs: 4 * 60_000,
    sourceInsidePrefix: 'accepted',
    listOmits: 'nothing',
    pageSize: 100,
    ...changes,
    plan: { ...changes.plan },
    rolesIn: { ...changes.rolesIn },
  }
}
