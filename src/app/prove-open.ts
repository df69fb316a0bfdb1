import { jitRuleKind } from '../domain/network/jit-rule.ts'
import { type LettingIn, lettingIn } from '../domain/network/letting-in.ts'
import type { NetworkRule } from '../domain/network/network-rule.ts'
import type { NotFrom, Proof, Target } from '../domain/request.ts'
import { showSource } from '../domain/source.ts'
import { readGuards, ruleText } from './read-guards.ts'

/**
 * `notFrom`: ranges of the source that the rules keep out, while they let in others. `keeps out`: the JIT policy says open and the rules
 * let none in; `why` in words for the requester. `not now`: Azure does not tell just now.
 */
export type Proven =
  | { readonly kind: 'proven'; readonly proof: Proof; readonly notFrom?: NotFrom }
  | { readonly kind: 'keeps out' | 'not now'; readonly why: string }

/** Azure's own rules, which every group ends with, start here. */
const firstDefault = 65_000

/** Asks the network's rules whether they let in what the JIT policy says is open, each of these sources (at least one). */
export async function proveOpen(
  deps: Parameters<typeof readGuards>[0],
  target: Target,
  sources: readonly string[],
): Promise<Proven> {
  const guards = await readGuards(deps, target)
  if (guards.kind === 'blind')
    return guards.passes
      ? { kind: 'not now', why: guards.why }
      : { kind: 'proven', proof: { by: 'record', why: guards.why } }
  const found = sources.map((source) => ({
    source,
    ...lettingIn(guards.interfaces, { source, ports: target.ports }),
  }))
  const out = found.filter((each) => each.kind === 'keeps out')
  const [first] = out
  const why = first ? keptOut(first.port, showSource(first.source), first.by) : ''
  if (first && out.length === found.length) return { kind: 'keeps out', why }
  const notFrom = first ? { notFrom: { sources: out.map(({ source }) => source), why } } : {}
  return { kind: 'proven', proof: proofOf(found), ...notFrom }
}

/** Of several sources the rules prove it only where they tell of each that they let in. */
function proofOf(found: readonly LettingIn[]): Proof {
  const doubt = found.find(({ kind }) => kind === 'cannot tell')
  if (doubt?.kind === 'cannot tell') {
    const because = doubt.because ? `, and what the rule ${ruleText(doubt.because)} takes only Azure knows` : ''
    return { by: 'record', why: `the rules do not tell for certain${because}` }
  }
  const open = found.flatMap((each) => (each.kind === 'lets in' ? [each] : []))
  const except = open.find((each) => each.except)?.except
  const rules = [...new Set(open.flatMap(({ by }) => by.map(({ name }) => name)))]
  return { by: 'rules', rules, ...(except ? { except: ruleText(except) } : {}) }
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
