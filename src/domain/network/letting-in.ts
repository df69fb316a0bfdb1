import type { TargetPort } from '../target.ts'
import type { GuardedInterface, NetworkRule } from './network-rule.ts'
import { type Reach, reach } from './reach.ts'

/** What is asked of a machine's rules: one source, some ports. */
export interface Wanted {
  readonly source: string
  readonly ports: readonly TargetPort[]
}

/**
 * Whether a machine's rules let a source in.
 * - `lets in`: on every port, by these rules; `except` keeps a part of the source out.
 * - `keeps out`: not on this port; `by` is absent where no rule said so.
 * - `cannot tell`: it hangs on a rule of which only Azure knows what it takes.
 */
export type LettingIn =
  | { readonly kind: 'lets in'; readonly by: readonly NetworkRule[]; readonly except?: NetworkRule }
  | { readonly kind: 'keeps out'; readonly port: number; readonly by?: NetworkRule }
  | { readonly kind: 'cannot tell'; readonly because?: NetworkRule }

/** Whether the source gets in on all of the ports, on each by one interface at least. */
export function lettingIn(interfaces: readonly GuardedInterface[], { source, ports }: Wanted): LettingIn {
  const by: NetworkRule[] = []
  let except: NetworkRule | undefined
  let doubt: LettingIn | undefined
  for (const { number, protocol } of ports) {
    const best = bestOf(interfaces.map((guarded) => reach(guarded, { source, port: number, protocol })))
    if (best.kind === 'shut') return { kind: 'keeps out', port: number, ...(best.by ? { by: best.by } : {}) }
    if (best.kind === 'unknown') doubt ??= { kind: 'cannot tell', ...(best.because ? { because: best.because } : {}) }
    else {
      by.push(...rulesOf(best))
      if (best.kind === 'partly') except ??= best.shut
    }
  }
  return doubt ?? { kind: 'lets in', by: distinct(by), ...(except ? { except } : {}) }
}

/** Whether anything of the source gets in on any of the ports, by any interface. */
export function letsAnythingIn(interfaces: readonly GuardedInterface[], { source, ports }: Wanted): LettingIn {
  const all = ports.flatMap(({ number, protocol }) =>
    interfaces.map((guarded) => ({ number, found: reach(guarded, { source, port: number, protocol }) })),
  )
  const open = all.flatMap(({ found }) => rulesOf(found))
  if (open.length > 0) return { kind: 'lets in', by: distinct(open) }
  for (const { found } of all) {
    if (found.kind === 'unknown') return { kind: 'cannot tell', ...(found.because ? { because: found.because } : {}) }
  }
  const [first] = all
  return first ? { kind: 'keeps out', port: first.number } : { kind: 'cannot tell' }
}

const order: readonly Reach['kind'][] = ['open', 'partly', 'unknown', 'shut']

function bestOf(all: readonly Reach[]): Reach {
  return all.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))[0] ?? { kind: 'unknown' }
}

function rulesOf(found: Reach): readonly NetworkRule[] {
  if (found.kind === 'open') return found.by
  return found.kind === 'partly' ? found.open : []
}

function distinct(rules: readonly NetworkRule[]): NetworkRule[] {
  return [...new Map(rules.map((rule) => [`${rule.group}/${rule.name}`, rule])).values()]
}
