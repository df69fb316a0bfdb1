import type { GuardedInterface, NetworkRule } from '../domain/network/network-rule.ts'
import type { Target } from '../domain/request.ts'
import type { Vm } from '../domain/vm.ts'
import type { Estate } from '../ports/estate.ts'
import { AzureError } from '../ports/jit.ts'
import type { Network } from '../ports/network.ts'

/** What guards a machine, or why that cannot be told: then the JIT policy is all that there is. `passes`: it may well be told in a minute. */
export type Guards =
  | { readonly kind: 'read'; readonly interfaces: readonly GuardedInterface[] }
  | { readonly kind: 'blind'; readonly why: string; readonly passes: boolean }

/** The rules before a target, as far as they decide on it: behind an Azure Firewall they are not all. */
export async function readGuards(
  { network, estate }: { readonly network: Network; readonly estate: Pick<Estate, 'get'> },
  { vm: id, policy }: Pick<Target, 'vm' | 'policy'>,
): Promise<Guards> {
  const vm = estate.get(id)
  if (!vm) return blind('the machine is not seen any more')
  if (isBehindFirewall(vm, policy)) return blind('an Azure Firewall stands before the machine')
  try {
    const reading = await network.read(vm)
    switch (reading.kind) {
      case 'read':
        return { kind: 'read', interfaces: reading.interfaces }
      case 'unguarded':
        return blind('no network security group guards the machine')
      case 'unseen':
        return blind('which network security groups guard the machine can not be seen')
      case 'forbidden':
        return blind(`the bot may not do ${reading.action}`)
    }
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    return { kind: 'blind', why: `Azure does not tell: ${error.message.replace(/\.$/, '')}`, passes: true }
  }
}

function blind(why: string): Guards {
  return { kind: 'blind', why, passes: false }
}

function isBehindFirewall({ jit }: Vm, policy: Target['policy']): boolean {
  const covers = jit.kind === 'configured' ? jit.covers : []
  return covers.some((cover) => cover.policy === policy && cover.firewallAddress !== undefined)
}

/** `mine (priority 150 in nsg-web)`. */
export function ruleText({ name, priority, group }: NetworkRule): string {
  return `${name} (priority ${priority} in ${group.split('/').at(-1)})`
}
