import type { Finding, PolicyAnalysis, RequiredApproval } from '../domain/access-policy/analysis.ts'
import { mayBreakGlass } from '../domain/access-policy/break-glass.ts'
import { findingsInEnglish } from '../domain/access-policy/findings-in-english.ts'
import type { RequestId } from '../domain/ids.ts'
import { coverFor } from '../domain/jit-policy.ts'
import { stoodMs } from '../domain/life-cycle/extension.ts'
import { submit } from '../domain/life-cycle/submit.ts'
import type { Person } from '../domain/person.ts'
import type { Destination } from '../domain/posting.ts'
import type { Extension, Origin, Request, Source, Target, TargetPort } from '../domain/request.ts'
import type { Vm } from '../domain/vm.ts'
import { startOfDay } from '../domain/wall-clock.ts'
import type { Clock } from '../ports/clock.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { People } from '../ports/people.ts'
import type { BindingStore, RequestStore } from '../ports/store.ts'
import { awaitedOf } from './awaited-of.ts'
import type { DelegatorDeps } from './delegators-of.ts'
import { evaluateNow } from './evaluate-now.ts'
import { membershipFor } from './membership-for.ts'
import { type ShowDeps, showAtOnce } from './show-at-once.ts'
import { standInsFor } from './stand-ins-for.ts'

export interface SubmitDeps extends ShowDeps, DelegatorDeps {
  readonly store: RequestStore
  readonly bindings: BindingStore
  readonly people: People
  readonly ledger: Ledger
  readonly clock: Clock
  readonly newRequestId: () => RequestId
}

/** A complete wish: every part is there and was confirmed by the requester. Duration in milliseconds. */
export interface Wish {
  readonly requester: Person
  readonly targets: readonly { readonly vm: Vm; readonly ports: readonly TargetPort[] }[]
  readonly durationMs: number
  readonly source: Source
  /** Whether the requester named the source just now. */
  readonly sourceTyped: boolean
  readonly reason: string
  /** Not opened before that moment, epoch milliseconds. */
  readonly startsAt?: number
  readonly origin: Origin
  readonly extends?: Extension
  /** Not stored where somebody would have to agree to it. */
  readonly unattendedOnly?: true
  readonly takesOver?: { readonly conversation: string; readonly messageId: string }
}

/** `already`: the same person has asked for one of these ports before and that request is still alive. */
export type Submitted =
  | { readonly kind: 'submitted' | 'already'; readonly request: Request }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[]; readonly analysis?: PolicyAnalysis }
  | { readonly kind: 'needs approval'; readonly approvals: readonly RequiredApproval[] }
  /** Approvals are needed and no channel is bound where approvers would see the request. */
  | { readonly kind: 'no channel'; readonly names: readonly string[] }

/** What others ask for at the same moment may use up a limit between looking and storing; each try looks anew. */
const tries = 5

/** Evaluates the access policy and stores the request with its cards, or refuses it with a ledger entry. */
export async function submitRequest(deps: SubmitDeps, wish: Wish): Promise<Submitted> {
  const inForce = deps.policy.current()
  if (inForce.kind === 'none') return await refuse(deps, wish, [{ kind: 'no policy', why: inForce.why }])
  const { policy } = inForce
  const { extends: extension } = wish
  const asked = { ...wish, ...(extension ? { standingMs: stoodMs(extension, wish.durationMs) } : {}) }
  const membership = await membershipFor(deps, policy, wish.targets, [wish.requester.id])
  for (let attempt = 0; attempt < tries; attempt++) {
    const analysis = await evaluateNow(deps, policy, asked, membership)
    const targets = analysis.findings.length === 0 ? targetsOf(wish) : undefined
    if (!targets) return await refuse(deps, wish, analysis.findings, analysis)
    const { approvals } = analysis.requirement
    if (wish.unattendedOnly && approvals.length > 0) return { kind: 'needs approval', approvals }
    const [destinations, standIns] = await Promise.all([
      approvalDestinations(deps, wish, analysis),
      standInsFor(deps, policy, analysis.requirement),
    ])
    if (destinations.kind === 'none') return { kind: 'no channel', names: destinations.names }
    const now = deps.clock.now()
    const { requester, source, sourceTyped, durationMs, reason, origin, startsAt, takesOver } = wish
    const change = submit(
      {
        id: deps.newRequestId(),
        requester,
        targets,
        source,
        sourceTyped,
        durationMs,
        reason: reason.trim(),
        origin,
        requirement: analysis.requirement,
        policyVersion: analysis.policyVersion,
        dayBegan: startOfDay(now, policy.zone),
        ...(!extension?.movedFrom && mayBreakGlass(policy, requester, membership) === true
          ? { mayBreakGlass: true }
          : {}),
        ...(startsAt === undefined ? {} : { startsAt }),
        approvalDestinations: destinations.to,
        ...(extension ? { extends: extension } : {}),
        awaited: await awaitedOf(deps, analysis.requirement, [], membership),
        ...(takesOver ? { takesOver } : {}),
        ...(standIns.length > 0 ? { standIns } : {}),
      },
      now,
    )
    const stored = await deps.store.submit(change)
    if (stored.stored) {
      await showAtOnce(deps, change)
      return { kind: 'submitted', request: change.request }
    }
    if (stored.holder) return { kind: 'already', request: stored.holder }
  }
  throw new Error(`what ${wish.requester.id} has changed ${tries} times under our hands`)
}

/** Each with the JIT policy that has all of its ports; undefined where a machine has none. */
export function targetsOf(wish: Pick<Wish, 'targets'>): Target[] | undefined {
  const targets = wish.targets.flatMap(({ vm, ports }) => {
    const cover = coverFor(
      vm,
      ports.map((port) => port.number),
    )
    return cover ? [{ vm: vm.id, vmName: vm.name, policy: cover.policy, ports }] : []
  })
  return targets.length === wish.targets.length ? targets : undefined
}

type Destinations =
  | { readonly kind: 'some'; readonly to: readonly Destination[] }
  | { readonly kind: 'none'; readonly names: readonly string[] }

/** The channels bound under the names that the rules give; every approvals channel where they give none. */
async function approvalDestinations(deps: SubmitDeps, _wish: Wish, analysis: PolicyAnalysis): Promise<Destinations> {
  const { approvals, notify } = analysis.requirement
  if (approvals.length === 0) return { kind: 'some', to: [] }
  const bound = (await deps.bindings.list()).flatMap((b) => (b.purpose === 'approvals' ? [b] : []))
  const chosen = notify.length === 0 ? bound : bound.filter((binding) => notify.includes(binding.name))
  const conversations = new Set(chosen.map((binding) => binding.conversation))
  if (conversations.size === 0) return { kind: 'none', names: notify }
  return { kind: 'some', to: [...conversations].map((id) => ({ kind: 'conversation', id })) }
}

async function refuse(
  deps: SubmitDeps,
  wish: Wish,
  findings: readonly Finding[],
  analysis?: PolicyAnalysis,
): Promise<Submitted> {
  const asked = wish.targets
    .map(({ vm, ports }) => `${vm.id}: ${ports.map((port) => port.number).join(', ')}`)
    .join('; ')
  await noteRefusal(deps, wish.requester, asked, findings, analysis?.policyVersion)
  return { kind: 'refused', findings, ...(analysis ? { analysis } : {}) }
}

/** Writes that somebody asked for what may not be, whether or not it exists. `asked` in words, at most 300 characters are kept. */
export async function noteRefusal(
  { ledger, clock }: Pick<SubmitDeps, 'ledger' | 'clock'>,
  requester: Person,
  asked: string,
  findings: readonly Finding[],
  policyVersion?: string,
): Promise<void> {
  await ledger.append([
    {
      at: clock.now(),
      actor: requester,
      ...(policyVersion === undefined ? {} : { policyVersion }),
      fact: { type: 'request refused', asked: asked.slice(0, 300), findings: findingsInEnglish(findings) },
    },
  ])
}
