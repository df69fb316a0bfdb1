import type { NsgId } from '../domain/ids.ts'
import type { GuardedInterface } from '../domain/network/network-rule.ts'
import type { Vm } from '../domain/vm.ts'

/** A right that the bot has not: the action and the scope that Azure names. */
export interface Forbidden {
  readonly kind: 'forbidden'
  readonly action: string
  readonly scope: string
}

/**
 * What the network says of one VM.
 * - `read`: its interfaces with every group that guards them. An interface without a group may be among them.
 * - `unguarded`: no security group stands before it; an Azure Firewall may.
 * - `unseen`: which groups guard it cannot be told.
 * Where it is not `read`, Defender's own record is all that there is.
 */
export type NetworkReading =
  | { readonly kind: 'read'; readonly interfaces: readonly GuardedInterface[] }
  | { readonly kind: 'unguarded' }
  | { readonly kind: 'unseen' }
  | Forbidden

/** The rules of the network security groups. Every method throws `AzureError`. */
export interface Network {
  /** Asks Azure once for all groups of one resource group, not for the VM: where its interfaces are is what the estate knows. */
  read(vm: Pick<Vm, 'id' | 'interfaces'>): Promise<NetworkReading>
  /** Deletes one of Defender's allow rules, and no other rule; one that is gone already is done. May be repeated. */
  removeJitAllow(rule: { readonly group: NsgId; readonly name: string }): Promise<{ readonly kind: 'done' } | Forbidden>
}
