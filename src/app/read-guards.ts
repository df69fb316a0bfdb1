import type { GuardedInterface, NetworkRule } from '../domain/network/network-rule.ts'
import type { Target } from '../domain/request.ts'
import type { Vm } from '../domain/vm.ts'
import type { Estate } from '../ports/estate.ts'
import { AzureError } from '../ports/jit.ts'
import type { Network } from '../ports/network.ts'
import type { Reader } from '../words/reader.ts'
import type { Text } from '../words/text.ts'

/** What guards a machine, or why that cannot be told: then the JIT policy is all that there is. `passes`: it may well be told in a minute. */
export type Guards =
  | { readonly kind: 'read'; readonly interfaces: readonly GuardedInterface[] }
  | { readonly kind: 'blind'; readonly why: Text; readonly passes: boolean }

/** The rules before a target, as far as they decide on it: behind an Azure Firewall they are not all. */
export async function readGuards(
  { network, estate }: { readonly network: Network; readonly estate: Pick<Estate, 'get'> },
  { vm: id, policy }: Pick<Target, 'vm' | 'policy'>,
): Promise<Guards> {
  const vm = estate.get(id)
  if (!vm) return blind(({ words }) => words.opened.blind.gone)
  if (isBehindFirewall(vm, policy)) return blind(({ words }) => words.opened.blind.firewall)
  try {
    const reading = await network.read(vm)
    switch (reading.kind) {
      case 'read':
        return { kind: 'read', interfaces: reading.interfaces }
      case 'unguarded':
        return blind(({ words }) => words.opened.blind.unguarded)
      case 'unseen':
        return blind(({ words }) => words.opened.blind.unseen)
      case 'forbidden':
        return blind(({ words }) => words.opened.blind.forbidden(reading.action))
    }
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    const why: Text = (reader) => reader.words.opened.blind.silent(error.said(reader).replace(/\.$/, ''))
    return { kind: 'blind', why, passes: true }
  }
}

function blind(why: Text): Guards {
  return { kind: 'blind', why, passes: false }
}

function isBehindFirewall({ jit }: Vm, policy: Target['policy']): boolean {
  const covers = jit.kind === 'configured' ? jit.covers : []
  return covers.some((cover) => cover.policy === policy && cover.firewallAddress !== undefined)
}

/** `mine (priority 150 in nsg-web)`. */
export function ruleText({ name, priority, group }: NetworkRule, { words }: Reader): string {
  return words.opened.rule(name, priority, nameOf(group))
}

/** `nsg-web`. */
export function nameOf(group: string): string {
  return group.split('/').at(-1) ?? group
}
