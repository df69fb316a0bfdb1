import { jitRuleKind } from '../domain/network/jit-rule.ts'
import { type LettingIn, lettingIn } from '../domain/network/letting-in.ts'
import type { NetworkRule } from '../domain/network/network-rule.ts'
import type { NotFrom, Proof, Target } from '../domain/request.ts'
import { showSource } from '../domain/source.ts'
import { inAllLanguages, type Text } from '../words/text.ts'
import { nameOf, readGuards, ruleText } from './read-guards.ts'

/**
 * `notFrom`: ranges of the source that the rules keep out, while they let in others. `keeps out`: the JIT policy says open and the rules
 * let none in; `why` in words for the requester. `not now`: Azure does not tell just now.
 */
export type Proven =
  | { readonly kind: 'proven'; readonly proof: Proof; readonly notFrom?: NotFrom }
  | { readonly kind: 'keeps out' | 'not now'; readonly why: Text }

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
      : { kind: 'proven', proof: { by: 'record', why: inAllLanguages(guards.why) } }
  const found = sources.map((source) => ({
    source,
    ...lettingIn(guards.interfaces, { source, ports: target.ports }),
  }))
  const out = found.filter((each) => each.kind === 'keeps out')
  const [first] = out
  if (!first) return { kind: 'proven', proof: proofOf(found) }
  const why = keptOut(first.port, showSource(first.source), first.by)
  if (out.length === found.length) return { kind: 'keeps out', why }
  const notFrom = { sources: out.map(({ source }) => source), why: inAllLanguages(why) }
  return { kind: 'proven', proof: proofOf(found), notFrom }
}

/** Of several sources the rules prove it only where they tell of each that they let in. */
function proofOf(found: readonly LettingIn[]): Proof {
  const doubt = found.find(({ kind }) => kind === 'cannot tell')
  if (doubt?.kind === 'cannot tell') {
    const { because } = doubt
    const why = inAllLanguages((reader) => {
      const { opened } = reader.words
      return because ? opened.uncertainFor(ruleText(because, reader)) : opened.uncertain
    })
    return { by: 'record', why }
  }
  const open = found.flatMap((each) => (each.kind === 'lets in' ? [each] : []))
  const except = open.find((each) => each.except)?.except
  const rules = [...new Set(open.flatMap(({ by }) => by.map(({ name }) => name)))]
  return { by: 'rules', rules, ...(except ? { except: inAllLanguages((reader) => ruleText(except, reader)) } : {}) }
}

function keptOut(port: number, source: string, by: NetworkRule | undefined): Text {
  return (reader) => {
    const { opened } = reader.words
    if (!by) return opened.noRule(source, port)
    const isDefenders = jitRuleKind(by.name) === 'deny' || by.priority >= firstDefault
    const rule = ruleText(by, reader)
    return isDefenders
      ? opened.missingRule(source, port, nameOf(by.group), rule)
      : opened.denied(source, port, rule, nameOf(by.group))
  }
}
