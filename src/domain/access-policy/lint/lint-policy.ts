import type { Membership } from '../membership.ts'
import type { AccessPolicy } from '../policy.ts'
import { groupLints } from './groups.ts'
import type { Lint } from './lint.ts'
import { ruleLints } from './rules.ts'

/** Everything in an access policy that its author should look at again. Groups that cannot be read are not judged. */
export function lintPolicy(policy: AccessPolicy, membership: Membership): readonly Lint[] {
  const lints: Lint[] = [
    ...groupLints(policy, membership),
    ...policy.rules.flatMap((rule, index) => ruleLints(policy, rule, index, membership)),
    ...unusedNetworks(policy),
  ]
  if (policy.rules.length === 0)
    lints.push({ at: ['rules'], text: 'There is no rule, so that every request is refused: write one.' })
  return lints
}

function unusedNetworks({ networks, rules }: AccessPolicy): Lint[] {
  const used = new Set(rules.flatMap(({ sources }) => sources?.networks ?? []))
  return Object.keys(networks)
    .filter((name) => !used.has(name))
    .map((name) => ({
      at: ['networks', name],
      text: `No rule names the network "${name}": people may write "from ${name}", and nobody has to. Name it in a rule, or leave it out.`,
    }))
}
