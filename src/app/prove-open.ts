import { jitRuleKind } from '../domain/network/jit-rule.ts'
import { lettingIn } from '../domain/network/letting-in.ts'
import type { NetworkRule } from '../domain/network/network-rule.ts'
import type { Proof, Target } from '../domain/request.ts'
import { showSource } from '../domain/source.ts'
import { readGuards, ruleText } from './read-guards.ts'

/** `keeps out`: the JIT policy says open and the rules do not; `why` in words for the requester. `not now`: Azure does not tell just now. */
export type Proven =
  | { readonly kind: 'proven'; readonly proof: Proof }
  | { readonly kind: 'keeps out' | 'not now'; readonly why: string }

/** Azure's own rules, which every group ends with, start here. */
const firstDefault = 65_000

/** Asks the network's rules whether they let in what the JIT policy says is open. */
export async function proveOpen(
  deps: Parameters<typeof readGuards>[0],
  target: Target,
  source: string,
): Promise<Proven> {
  const guards = await readGuards(deps, target)
  if (guards.kind === 'blind')
    return guards.passes
      ? { kind: 'not now', why: guards.why }
      : { kind: 'proven', proof: { by: 'record', why: guards.why } }
  const found = lettingIn(guards.interfaces, { source, ports: target.ports })
  switch (found.kind) {
    case 'lets in': {
      const except = found.except ? { except: ruleText(found.except) } : {}
      return { kind: 'proven', proof: { by: 'rules', rules: found.by.map(({ name }) => name), ...except } }
    }
    case 'cannot tell': {
      const because = found.because ? `, and what the rule ${ruleText(found.because)} takes only Azure knows` : ''
      return { kind: 'proven', proof: { by: 'record', why: `the rules do not tell for certain${because}` } }
    }
    case 'keeps out':
      return { kind: 'keeps out', why: keptOut(found.port, showSource(source), found.by) }
  }
}

function keptOut(port: number, source: string, by: NetworkRule | undefined): string {
  const said = `Defender says that it is open, but no rule of the network lets ${source} in on port ${port}:`
  if (!by) return `${said} no rule speaks of it. Press Retry; if it stays so, show this to your platform team`
  const isDefenders = jitRuleKind(by.name) === 'deny' || by.priority >= firstDefault
  const group = by.group.split('/').at(-1)
  return isDefenders
    ? `${said} Defender’s allow rule is missing in ${group}, so that ${ruleText(by)} decides. Press Retry; if it stays so, show this to your platform team`
    : `${said} the rule ${ruleText(by)} denies it before Defender’s rule is asked. Ask whoever keeps ${group} to remove it, or to give it a priority behind Defender’s`
}
