import { shortestMs } from '../duration.ts'
import { mostRanges, sourceOfRanges } from '../source-ranges.ts'
import type { Protocol } from '../vm.ts'
import { type AllowedSource, allowedSources } from './allowed-sources.ts'
import type { Ask, Finding, PolicyAnalysis } from './analysis.ts'
import { evaluate } from './evaluate.ts'
import type { Membership } from './membership.ts'
import type { AccessPolicy } from './policy.ts'

/**
 * What the person can do about a refusal. `ask differently`: this would be allowed, with a reason as the findings say; `within` where one
 * address out of a range has to be named in the place of the source. `not theirs`: no other words would help, for these findings.
 */
export type Remedy =
  | { readonly kind: 'none needed' }
  | { readonly kind: 'ask differently'; readonly ask: Ask; readonly within?: AllowedSource }
  | { readonly kind: 'not theirs'; readonly findings: readonly Finding[] }

/** Looks for the nearest ask that the access policy allows: the same machines, fewer ports, a time and a source within the bounds. */
export function remedyFor(policy: AccessPolicy, ask: Ask, membership: Membership, analysis: PolicyAnalysis): Remedy {
  if (analysis.findings.length === 0) return { kind: 'none needed' }
  const { source: _, reason: __, ...rest } = ask
  const { chosen, within } = suitableSource(policy, ask, analysis)
  const targets = analysis.findings.some(speaksOfPort) ? usablePorts(policy, ask, membership) : ask.targets
  const better: Ask = {
    ...rest,
    targets,
    ...(ask.durationMs === undefined ? {} : { durationMs: fitting(ask.durationMs, analysis) }),
    ...(chosen ? { source: chosen } : {}),
  }
  if (targets.some(({ ports }) => ports.length === 0)) return { kind: 'not theirs', findings: analysis.findings }
  const { findings, requirement } = evaluate(policy, better, membership)
  if (findings.length > 0) return { kind: 'not theirs', findings }
  const { value } = requirement.maxDuration
  const durationMs = better.durationMs === undefined ? undefined : Math.min(better.durationMs, value)
  return {
    kind: 'ask differently',
    ask: durationMs === undefined ? better : { ...better, durationMs },
    ...(within ? { within } : {}),
  }
}

function fitting(durationMs: number, { requirement }: PolicyAnalysis): number {
  return Math.min(
    Math.max(Number.isFinite(durationMs) ? durationMs : shortestMs, shortestMs),
    requirement.maxDuration.value,
  )
}

/** The source asked for if it suits; else the first that does: a network, a range, or an address out of one. */
function suitableSource(
  policy: AccessPolicy,
  { source }: Ask,
  { findings, requirement }: PolicyAnalysis,
): { readonly chosen: Ask['source']; readonly within?: AllowedSource } {
  const refused = findings.some(({ kind }) => kind === 'source not allowed' || kind === 'source too wide')
  if (!refused) return { chosen: source }
  const { ranges, narrowest = 0 } = allowedSources(policy, requirement)
  const fits = ({ prefix }: AllowedSource) => prefix !== '*' && lengthOf(prefix) >= narrowest
  const network = wholeNetwork(policy, ranges.filter(fits))
  if (network) return { chosen: network }
  const whole = ranges.find(fits)
  if (whole) return { chosen: { prefix: whole.prefix } }
  const [range] = ranges
  if (!range) return { chosen: source }
  // Any one address of it stands for the one that the person will name.
  const [address = ''] = (range.prefix === '*' ? (source?.prefix ?? '') : range.prefix).split('/')
  return { chosen: { prefix: `${address}/32` }, within: range }
}

/** The first network of which every range fits, and that one request may name. */
function wholeNetwork({ networks }: AccessPolicy, fitting: readonly AllowedSource[]): Ask['source'] {
  for (const [network, prefixes] of Object.entries(networks)) {
    const all = prefixes.every((prefix) => fitting.some((range) => range.prefix === prefix))
    if (all && prefixes.length <= mostRanges) return sourceOfRanges(prefixes.map((prefix) => ({ prefix, network })))
  }
  return undefined
}

/** Of each machine the ports asked for that are allowed; where none is, those of its JIT policy that are. */
function usablePorts(policy: AccessPolicy, ask: Ask, membership: Membership): Ask['targets'] {
  const { source: _, reason: __, durationMs: ___, ...rest } = ask
  return ask.targets.map(({ vm, ports }) => {
    const usable = (port: { readonly number: number; readonly protocol: Protocol }) =>
      !evaluate(policy, { ...rest, targets: [{ vm, ports: [port] }] }, membership).findings.some(speaksOfPort)
    const asked = ports.filter(usable)
    const rules = vm.jit.kind === 'configured' ? vm.jit.covers.flatMap((cover) => cover.rules) : []
    return {
      vm,
      ports: asked.length > 0 ? asked : rules.map(({ number, protocol }) => ({ number, protocol })).filter(usable),
    }
  })
}

function speaksOfPort(finding: Finding): boolean {
  return (
    finding.kind === 'port not in JIT policy' ||
    finding.kind === 'denied' ||
    finding.kind === 'not a requester' ||
    finding.kind === 'not covered'
  )
}

function lengthOf(prefix: string): number {
  return Number(prefix.split('/')[1] ?? 32)
}
