import type { NetworkRule } from './network-rule.ts'

const jitName = /^(?:MicrosoftDefenderForCloud|SecurityCenter)-JITRule([-_])\d+\1[0-9a-f]{32}$/i

/** What Defender made this rule for, by its name: `allow` for one request, `deny` for a VM's ports at other times. Undefined: not Defender's. */
export function jitRuleKind(name: string): 'allow' | 'deny' | undefined {
  const separator = jitName.exec(name)?.[1]
  if (separator === undefined) return undefined
  return separator === '-' ? 'allow' : 'deny'
}

/** Whether this is an allow rule of Defender's that lets in: edited by hand to deny, it is one no longer. */
export function isJitAllow({ name, access }: Pick<NetworkRule, 'name' | 'access'>): boolean {
  return access === 'allow' && jitRuleKind(name) === 'allow'
}
