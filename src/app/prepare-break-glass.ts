import type { Finding } from '../domain/access-policy/analysis.ts'
import type { BreakGlassAnalysis } from '../domain/access-policy/break-glass.ts'
import type { BreakGlass } from '../domain/access-policy/policy.ts'
import type { BreakGlassDraft } from '../domain/break-glass-draft.ts'
import type { Person } from '../domain/person.ts'
import { type Loud, loudDestinations } from './loud-destinations.ts'
import { noteRefusal, type SubmitDeps } from './submit-request.ts'
import { type GlassWish, type WeighDeps, weighBreakGlass } from './weigh-break-glass.ts'

export type GlassDeps = SubmitDeps & WeighDeps

/** `prepared`: nothing is opened; the person confirms the draft, or it goes out of date. */
export type Prepared =
  | {
      readonly kind: 'prepared'
      readonly draft: BreakGlassDraft
      readonly analysis: BreakGlassAnalysis
      readonly rule: BreakGlass
      readonly loud: Loud
    }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] }
  | { readonly kind: 'nobody told' }

/** So long somebody has to confirm. */
const confirmWithinMs = 10 * 60_000

/** Weighs a break-glass and keeps what is to be confirmed. A refusal is a ledger entry. A reason is asked for when it is confirmed. */
export async function prepareBreakGlass(
  deps: GlassDeps,
  person: Person,
  wish: GlassWish & { readonly sourceTyped: boolean },
): Promise<Prepared> {
  const { reason = '', ...unexplained } = wish
  const weighed = await weighBreakGlass(deps, person, unexplained)
  if (weighed.kind === 'refused') {
    await noteRefusal(deps, person, glassText(wish), weighed.findings, weighed.policyVersion)
    return weighed
  }
  const { policy, rule, analysis } = weighed
  const loud = await loudDestinations(deps, policy, analysis.requirement.notify)
  if (loud.to.length === 0) return { kind: 'nobody told' }
  const draft: BreakGlassDraft = {
    id: deps.newRequestId(),
    person,
    targets: wish.targets.map(({ vm, ports }) => ({ vm: vm.id, ports })),
    durationMs: wish.durationMs ?? analysis.requirement.maxDuration.value,
    source: wish.source,
    sourceTyped: wish.sourceTyped,
    reason,
    expiresAt: deps.clock.now() + confirmWithinMs,
  }
  await deps.breakGlass.keep(draft)
  return { kind: 'prepared', draft, analysis, rule, loud }
}

/** What would have been opened, for the ledger. */
export function glassText({ targets }: Pick<GlassWish, 'targets'>): string {
  const asked = targets.map(({ vm, ports }) => `${vm.id}: ${ports.map(({ number }) => number).join(', ')}`)
  return `break-glass on ${asked.join('; ')}`
}
