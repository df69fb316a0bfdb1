import type { Protocol } from '../vm.ts'
import { type AddressRange, addressRange } from './address-range.ts'
import { concerns, firstMatch, type Packet } from './first-match.ts'
import { isJitAllow } from './jit-rule.ts'
import type { GuardedInterface, NetworkRule } from './network-rule.ts'
import { cutsOf } from './prefix.ts'

/** `source` is an IPv4 address, a CIDR or `*`. */
export interface Connecting {
  readonly source: string
  readonly port: number
  readonly protocol: Protocol
}

/**
 * Whether new connections get through every group.
 * - `open`: all do, by these rules, one of each group at least. `jit`: one of them is an allow rule of Defender's.
 * - `shut`: none does; `by` is absent where no rule said so.
 * - `partly`: some addresses of the source do (or one protocol of two) and others do not.
 * - `unknown`: the answer hangs on a rule of which only Azure knows what it takes; or there is no group.
 */
export type Reach =
  | { readonly kind: 'open'; readonly by: readonly NetworkRule[]; readonly jit: boolean }
  | { readonly kind: 'shut'; readonly by?: NetworkRule }
  | { readonly kind: 'partly'; readonly open: readonly NetworkRule[]; readonly shut?: NetworkRule }
  | { readonly kind: 'unknown'; readonly because?: NetworkRule }

/** Does `source` reach the port of this interface, by what its groups say? Rules in force say nothing of connections that already stand. */
export function reach(guarded: GuardedInterface, { source, port, protocol }: Connecting): Reach {
  const [from, destination] = [addressRange(source), addressRange(guarded.address)]
  if (from === undefined || destination === undefined || guarded.groups.length === 0) return { kind: 'unknown' }
  const protocols = protocol === '*' ? (['TCP', 'UDP'] as const) : [protocol]
  const each = protocols.flatMap((one) => {
    const target = { destination, port, protocol: one }
    return piecesOf(from, guarded, target).map((piece) => reachOfPiece(guarded, { source: piece, ...target }))
  })
  return each.reduce(together)
}

/** The source cut wherever a rule tells its addresses apart. */
function piecesOf(source: AddressRange, { groups }: GuardedInterface, target: Omit<Packet, 'source'>): AddressRange[] {
  const concerning = groups.flatMap(({ rules }) => rules).filter((rule) => concerns(rule, target) !== 'no')
  const cuts = concerning
    .flatMap((rule) => rule.sources.flatMap(cutsOf))
    .filter((cut) => source.first < cut && cut <= source.last)
  const starts = [...new Set([source.first, ...cuts])].sort((a, b) => a - b)
  return starts.map((first, index) => ({ first, last: (starts[index + 1] ?? source.last + 1) - 1 }))
}

function reachOfPiece({ groups }: GuardedInterface, packet: Packet): Reach {
  const verdicts = groups.map((group) => firstMatch(group, packet))
  // One group that lets nothing in settles it, whatever is not known of the others.
  const denied = verdicts.find(({ kind }) => kind === 'deny')
  if (denied) return denied.rule === undefined ? { kind: 'shut' } : { kind: 'shut', by: denied.rule }
  const doubtful = verdicts.find(({ kind }) => kind === 'unknown')
  if (doubtful?.rule) return { kind: 'unknown', because: doubtful.rule }
  return opened(verdicts.flatMap(({ rule }) => rule ?? []))
}

function opened(by: readonly NetworkRule[]): Reach {
  return { kind: 'open', by, jit: by.some(isJitAllow) }
}

function together(a: Reach, b: Reach): Reach {
  if (a.kind === 'unknown') return a
  if (b.kind === 'unknown') return b
  if (a.kind === 'shut' && b.kind === 'shut') return a
  const open = [...new Set([...opensOf(a), ...opensOf(b)])]
  if (a.kind === 'open' && b.kind === 'open') return opened(open)
  const shut = shutOf(a) ?? shutOf(b)
  return { kind: 'partly', open, ...(shut === undefined ? {} : { shut }) }
}

function opensOf(reach: Reach): readonly NetworkRule[] {
  if (reach.kind === 'open') return reach.by
  return reach.kind === 'partly' ? reach.open : []
}

function shutOf(reach: Reach): NetworkRule | undefined {
  if (reach.kind === 'shut') return reach.by
  return reach.kind === 'partly' ? reach.shut : undefined
}
