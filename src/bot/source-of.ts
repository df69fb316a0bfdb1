import { recallSource } from '../app/confirm-source.ts'
import type { AccessPolicy } from '../domain/access-policy/policy.ts'
import type { Person } from '../domain/person.ts'
import type { Source } from '../domain/request.ts'
import { parseSource } from '../domain/source.ts'
import type { ChatDeps } from './command.ts'

/** `typed`: the person named it just now, which confirms it. `unknown`: neither named nor remembered. */
export type SourceRead =
  | { readonly kind: 'source'; readonly source: Source; readonly typed: boolean }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'problem'; readonly text: string }

/** Reads what was typed behind `from`: an address, a CIDR, a network of the access policy, or `me`; nothing typed means `me`. */
export async function sourceOf(deps: ChatDeps, person: Person, typed: string | undefined): Promise<SourceRead> {
  if (typed === undefined || /^(me|my( address| ip)?|here)$/i.test(typed)) {
    const known = await recallSource(deps, person)
    return known ? { kind: 'source', source: known, typed: false } : { kind: 'unknown' }
  }
  const inForce = deps.policy.current()
  return namedSource(inForce.kind === 'policy' ? inForce.policy : undefined, typed)
}

/** Reads an address, a CIDR or a network of the access policy; never `unknown`. */
export function namedSource(policy: AccessPolicy | undefined, typed: string): SourceRead {
  const network = policy && networkNamed(policy, typed)
  if (network) return network
  const read = parseSource(typed)
  if (read.ok) return { kind: 'source', source: { prefix: read.prefix }, typed: true }
  const known = Object.keys(policy?.networks ?? {})
  const named = known.length > 0 && /^[a-z]/i.test(typed) ? ` Networks that have a name here: ${known.join(', ')}.` : ''
  return { kind: 'problem', text: `${read.text}${named}` }
}

function networkNamed(policy: AccessPolicy, typed: string): SourceRead | undefined {
  const name = Object.keys(policy.networks).find((candidate) => candidate.toLowerCase() === typed.toLowerCase())
  const prefixes = name === undefined ? undefined : policy.networks[name]
  if (name === undefined || !prefixes) return undefined
  const [prefix] = prefixes
  if (prefix === undefined || prefixes.length > 1) {
    return {
      kind: 'problem',
      text: `The network “${name}” is made of ${prefixes.length} ranges (${prefixes.join(', ')}); a port opens to one. Write \`from\` and the one you connect from.`,
    }
  }
  return { kind: 'source', source: { prefix, network: name }, typed: true }
}

export const noSource =
  'The address that you connect from is not known: a bot never sees it. Add `from 203.0.113.7` (your public IPv4 address) or a network such as `from vpn`, or have it remembered with `/jit from 203.0.113.7`.'
