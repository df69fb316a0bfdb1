import type { Finding } from '../domain/access-policy/analysis.ts'
import { type BreakGlassAnalysis, evaluateBreakGlass, mayBreakGlass } from '../domain/access-policy/break-glass.ts'
import type { AccessPolicy, BreakGlass } from '../domain/access-policy/policy.ts'
import type { Person } from '../domain/person.ts'
import type { Source, TargetPort } from '../domain/request.ts'
import type { Vm } from '../domain/vm.ts'
import type { BreakGlassStore } from '../ports/break-glass-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { PolicyDeps } from './membership-for.ts'

export interface WeighDeps extends PolicyDeps {
  readonly breakGlass: BreakGlassStore
  readonly clock: Clock
}

/** What somebody would open. Duration in milliseconds; absent: as long as it may be. */
export interface GlassWish {
  readonly targets: readonly { readonly vm: Vm; readonly ports: readonly TargetPort[] }[]
  readonly durationMs?: number
  readonly source: Source
  readonly reason?: string
}

/** `refused` has at least one finding, and no policy where none is in force. */
export type Weighed =
  | {
      readonly kind: 'allowed'
      readonly policy: AccessPolicy
      readonly rule: BreakGlass
      readonly analysis: BreakGlassAnalysis
    }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[]; readonly policyVersion?: string }

/** Whether this person may open this by breaking glass now: by the access policy and the groups of this moment, and their cool-down. */
export async function weighBreakGlass(deps: WeighDeps, requester: Person, wish: GlassWish): Promise<Weighed> {
  const inForce = deps.policy.current()
  if (inForce.kind === 'none') return { kind: 'refused', findings: [{ kind: 'no policy', why: inForce.why }] }
  const { policy } = inForce
  const membership = await deps.directory.membership(policy, { people: [requester.id], acts: true })
  const at = deps.clock.now()
  const analysis = evaluateBreakGlass(policy, { ...wish, at, requester }, membership)
  const cooling = policy.breakGlass && (await coolingDown(deps, requester, policy.breakGlass, policy.zone))
  // Who may not break it learns nothing of when they did.
  const listed = mayBreakGlass(policy, requester, membership) === true
  const findings = listed && cooling ? [...analysis.findings, cooling] : analysis.findings
  const rule = policy.breakGlass
  if (findings.length > 0 || !rule) return { kind: 'refused', findings, policyVersion: policy.version }
  return { kind: 'allowed', policy, rule, analysis }
}

/** Why the same person has to wait yet, if so. */
export async function coolingDown(
  { breakGlass, clock }: Pick<WeighDeps, 'breakGlass' | 'clock'>,
  person: Person,
  { coolDownMs }: Pick<BreakGlass, 'coolDownMs'>,
  zone: string,
): Promise<Finding | undefined> {
  const last = await breakGlass.last(person.id)
  const at = clock.now()
  if (last?.lasts) return { kind: 'cooling down', at, zone }
  const until = (last?.at ?? Number.NEGATIVE_INFINITY) + coolDownMs
  return until > at ? { kind: 'cooling down', at, until, zone } : undefined
}

/** Whether somebody is listed now; `unknown` where only an unreadable group could say so. For what is offered, and before a machine is looked for. */
export async function isListedForBreakGlass(
  { policy, directory }: PolicyDeps,
  person: Person,
  acts = true,
): Promise<boolean | 'unknown'> {
  const inForce = policy.current()
  if (inForce.kind === 'none' || !inForce.policy.breakGlass) return false
  return mayBreakGlass(
    inForce.policy,
    person,
    await directory.membership(inForce.policy, { people: [person.id], acts }),
  )
}
