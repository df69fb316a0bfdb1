import type { JitPolicyId, VmId } from './ids.ts'
import { contains } from './source.ts'
import { hasOnly, hasPrefix } from './source-ranges.ts'
import type { JitCover, PortRule, Vm } from './vm.ts'

/** One port of a request as Defender's JIT policy keeps it. `status` as Azure spells it. Times in epoch milliseconds. */
export interface JitRequestPort {
  readonly vm: VmId
  readonly number: number
  readonly source: string
  readonly endsAt: number
  readonly status: string
  readonly statusReason: string
  readonly mappedPort?: number
}

/** A request in Defender's JIT policy. It has no id; ours are known by the mark in `justification`. */
export interface JitRequest {
  readonly startedAt: number
  readonly justification?: string
  /** Who asked, by the name that Azure has; absent where it was an application. */
  readonly requestor?: string
  readonly ports: readonly JitRequestPort[]
}

/** Defender's `jitNetworkAccessPolicies` resource. */
export interface JitPolicy {
  readonly id: JitPolicyId
  readonly vms: ReadonlyMap<VmId, { readonly rules: readonly PortRule[]; readonly firewallAddress?: string }>
  readonly requests: readonly JitRequest[]
  /** Azure is busy with a change of it: the network's rules follow in a moment. */
  readonly updating?: true
}

/** Why a port rule would refuse, before Azure is asked. */
export type RuleRefusal =
  | { readonly kind: 'port'; readonly port: number; readonly allowed: readonly number[] }
  | { readonly kind: 'duration'; readonly port: number; readonly maxMs: number }
  | { readonly kind: 'source'; readonly port: number; readonly allowed: readonly string[] }

/** The port rule for a port, if the JIT policy has one. */
export function ruleFor(cover: Pick<JitCover, 'rules'>, port: number): PortRule | undefined {
  return cover.rules.find((rule) => rule.number === port)
}

/**
 * Why Defender would refuse to open this port for so long from there (its "not a subset"), if it would. The time is the whole of it:
 * Azure measures from its own clock, so that the caller of *initiate* keeps some seconds in hand.
 */
export function refusalOf(
  cover: Pick<JitCover, 'rules'>,
  { port, durationMs, source }: { readonly port: number; readonly durationMs: number; readonly source: string },
): RuleRefusal | undefined {
  const rule = ruleFor(cover, port)
  if (!rule) return { kind: 'port', port, allowed: portsOf(cover) }
  // Not "> maximum": a duration that is no number is refused as well.
  if (!(durationMs <= rule.maxDurationMs)) return { kind: 'duration', port, maxMs: rule.maxDurationMs }
  if (!rule.sources.some((allowed) => contains(allowed, source))) return { kind: 'source', port, allowed: rule.sources }
  return undefined
}

/** The JIT policy of this VM that has all of these ports: of several the one that grants them longest, then the first by id. */
export function coverFor(vm: Pick<Vm, 'jit'>, ports: readonly number[]): JitCover | undefined {
  if (vm.jit.kind !== 'configured') return undefined
  const longest = (cover: JitCover) => Math.min(...ports.map((port) => ruleFor(cover, port)?.maxDurationMs ?? 0))
  return vm.jit.covers
    .filter((cover) => ports.every((port) => ruleFor(cover, port)))
    .sort((a, b) => longest(b) - longest(a) || (a.policy < b.policy ? -1 : 1))[0]
}

/** What one opening asked for: in a call that carries the windows of others as well, its own ports are told by it. */
export interface OwnWindow {
  /** Prefixes, at least one. */
  readonly sources: readonly string[]
  /** Absent: whenever it ends. */
  readonly endsAt?: number
  /** The windows that others have from one of these sources: a port that ends with one is theirs. */
  readonly notAt?: readonly { readonly source: string; readonly endsAt: number }[]
}

/**
 * Our request in Azure's record, by one of the marks that its justification starts with, with the ports of this VM alone, and of those
 * its own where the call carried several windows. Of several (a call that was lost and made again, a window that was carried on, a call
 * for each source) the one that is open, else one that is on its way, else the newest; ports and sources that it lacks are taken from
 * the others.
 */
export function findOurs(
  policy: Pick<JitPolicy, 'requests'>,
  vm: VmId,
  mark: string,
  own?: OwnWindow,
): JitRequest | undefined {
  const found = policy.requests
    .map((request) => ({ request, marks: marksOf(request.justification ?? '') }))
    .filter(({ marks }) => mark !== '' && marks.some((each) => each.startsWith(mark)))
    .map(({ request, marks }) => ({
      ...request,
      ports: request.ports.filter((port) => port.vm === vm && (marks.length === 1 || !own || isOwn(port, own))),
    }))
    .filter(({ ports }) => ports.length > 0)
    .sort((a, b) => liveness(b) - liveness(a) || b.startedAt - a.startedAt)
  const [best, ...others] = found
  if (!best) return undefined
  let ports: readonly JitRequestPort[] = best.ports
  for (const other of others) ports = withLacking(ports, other.ports)
  return { ...best, ports }
}

function withLacking(ports: readonly JitRequestPort[], more: readonly JitRequestPort[]): readonly JitRequestPort[] {
  const has = ({ number, source }: JitRequestPort) =>
    ports.some((port) => port.number === number && source.split(',').every((each) => hasPrefix(port.source, each)))
  return [...ports, ...more.filter((port) => !has(port))]
}

/** Each mark ends in a semicolon; a justification starts with those of all windows that the call carried. */
function marksOf(justification: string): string[] {
  const [marks] = /^(?:[^\s;]+;)+/.exec(justification) ?? []
  return marks === undefined ? [justification] : marks.split(/(?<=;)(?=.)/)
}

/** Azure writes times in its own fractions of a second. */
const sameTimeMs = 1_000

function isOwn(port: JitRequestPort, { sources, endsAt, notAt = [] }: OwnWindow): boolean {
  const endsThen = (end: number) => Math.abs(port.endsAt - end) < sameTimeMs
  const isTheirs = notAt.some((other) => endsThen(other.endsAt) && hasPrefix(port.source, other.source))
  return (endsAt === undefined || endsThen(endsAt)) && !isTheirs && hasOnly(port.source, sources)
}

function liveness({ ports }: JitRequest): number {
  if (ports.every(({ status }) => status === 'Initiated')) return 2
  return ports.some(({ status }) => status === 'Initiated' || status === 'Initiating') ? 1 : 0
}

function portsOf(cover: Pick<JitCover, 'rules'>): readonly number[] {
  return cover.rules.map((rule) => rule.number).sort((a, b) => a - b)
}
