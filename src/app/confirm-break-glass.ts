import type { Finding } from '../domain/access-policy/analysis.ts'
import type { BreakGlassDraft } from '../domain/break-glass-draft.ts'
import type { RequestId } from '../domain/ids.ts'
import { breakTheGlass } from '../domain/life-cycle/break-glass.ts'
import type { Person } from '../domain/person.ts'
import type { Origin, Request } from '../domain/request.ts'
import type { Estate } from '../ports/estate.ts'
import { cancelRequest } from './cancel-request.ts'
import { loudDestinations } from './loud-destinations.ts'
import { type GlassDeps, glassText } from './prepare-break-glass.ts'
import { showAtOnce } from './show-at-once.ts'
import { noteRefusal, targetsOf, type Wish } from './submit-request.ts'
import { weighBreakGlass } from './weigh-break-glass.ts'

/** How a confirmation ended. `in the way`: another request of theirs has the same port open, or is about to. */
export type Confirmed =
  | { readonly kind: 'broken' | 'already' | 'in the way'; readonly request: Request }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] }
  | { readonly kind: 'not yours' | 'too late' | 'no reason' | 'nobody told' | 'machine gone' | 'unknown' }

export interface Confirmation {
  readonly id: RequestId
  readonly reason: string
  readonly origin: Origin
  readonly takesOver?: Wish['takesOver']
}

/** What others do at the same moment may come between looking and storing. */
const tries = 5

/**
 * Opens what was prepared, once, for the one person who prepared it, by the access policy and the groups of this moment. A request of
 * theirs that still waits for the same port is taken back for it.
 */
export async function confirmBreakGlass(
  deps: GlassDeps & { readonly estate: Estate },
  by: Person,
  confirmation: Confirmation,
): Promise<Confirmed> {
  const { id } = confirmation
  const draft = await deps.breakGlass.drafted(id)
  if (!draft) return { kind: 'unknown' }
  const ended =
    draft.person.id === by.id ? await confirmOwn(deps, draft, confirmation) : ({ kind: 'not yours' } as const)
  if (ended.kind === 'not yours' || ended.kind === 'too late') {
    const fact = { type: 'attempt refused', attempted: 'break-glass', why: ended.kind } as const
    await deps.ledger.append([{ at: deps.clock.now(), actor: by, fact, ...versionOf(deps) }])
  }
  return ended
}

async function confirmOwn(
  deps: GlassDeps & { readonly estate: Estate },
  draft: BreakGlassDraft,
  { reason, origin, takesOver }: Confirmation,
): Promise<Confirmed> {
  const { id, person, source, sourceTyped, durationMs } = draft
  const targets = draft.targets.flatMap(({ vm, ports }) => {
    const known = deps.estate.get(vm)
    return known ? [{ vm: known, ports }] : []
  })
  const wish = { targets, durationMs, source, reason }
  for (let attempt = 0; attempt < tries; attempt++) {
    const before = await deps.store.find(id)
    if (before) return { kind: 'already', request: before }
    const now = deps.clock.now()
    if (now >= draft.expiresAt) return { kind: 'too late' }
    if (targets.length < draft.targets.length) return { kind: 'machine gone' }
    const weighed = await weighBreakGlass(deps, person, wish)
    if (weighed.kind === 'refused') {
      if (weighed.findings.every(({ kind }) => kind === 'reason missing')) return { kind: 'no reason' }
      // The same press a second time: the first one is what it meets.
      const own = await deps.store.find(id)
      if (own) return { kind: 'already', request: own }
      await noteRefusal(deps, person, glassText(wish), weighed.findings, weighed.policyVersion)
      return weighed
    }
    const { policy, rule, analysis } = weighed
    const opened = targetsOf(wish)
    if (!opened) return { kind: 'machine gone' }
    const loud = await loudDestinations(deps, policy, analysis.requirement.notify)
    if (loud.to.length === 0) return { kind: 'nobody told' }
    const { requirement, policyVersion, skipped } = analysis
    const change = breakTheGlass(
      {
        ...{ id, requester: person, targets: opened, source, sourceTyped, durationMs, reason: reason.trim(), origin },
        ...{ requirement, policyVersion, approvalDestinations: loud.to },
        ...(takesOver ? { takesOver } : {}),
      },
      { skipped, reviewers: rule.reviewers, coolDownMs: rule.coolDownMs },
      now,
    )
    const stored = await deps.store.submit(change)
    if (stored.stored) {
      await showAtOnce(deps, change)
      return { kind: 'broken', request: change.request }
    }
    const { holder } = stored
    if (holder?.id === id) return { kind: 'already', request: holder }
    if (holder?.state === 'pending') await cancelRequest(deps, person, holder.id)
    else if (holder) return { kind: 'in the way', request: holder }
  }
  throw new Error(`what ${person.id} has changed ${tries} times under our hands`)
}

function versionOf({ policy }: GlassDeps): { policyVersion?: string } {
  const inForce = policy.current()
  return inForce.kind === 'policy' ? { policyVersion: inForce.policy.version } : {}
}
