import type { Permission } from '../domain/rights/permission.ts'

/** What the bot may do in Azure, by Azure’s own account. Every method throws `AzureError`. */
export interface Rights {
  /** What the bot holds at a scope, which is the ARM id of a subscription or a resource group. */
  held(scope: string): Promise<readonly Permission[]>
  /** The subscriptions that the bot sees, by their ids. */
  subscriptions(): Promise<readonly { readonly id: string; readonly name: string }[]>
  /** ARM ids, lower-cased, of the resource groups of a subscription in which the bot sees VMs. */
  resourceGroups(subscription: string): Promise<readonly string[]>
  /** Whether Defender for Servers has the plan that JIT needs; undefined where Azure's answer does not tell. */
  hasPlan(subscription: string): Promise<boolean | undefined>
}
