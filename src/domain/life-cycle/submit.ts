import type { Requirement } from '../access-policy/analysis.ts'
import type { Change } from '../change.ts'
import type { ConfirmedSource } from '../confirmed-source.ts'
import type { Delegation } from '../delegation.ts'
import type { RequestId } from '../ids.ts'
import type { Person } from '../person.ts'
import type { Destination, Posting } from '../posting.ts'
import type { Awaited, Extension, Origin, Request, Source, Target } from '../request.ts'
import { approvedFrom, openingJobs } from './decisions.ts'
import { approvalCard, reminderTimes, waitingJobs } from './waiting.ts'

/** All that a request is made of when it is submitted. Times and durations in milliseconds. */
export interface Submission {
  readonly id: RequestId
  readonly requester: Person
  readonly targets: readonly Target[]
  readonly source: Source
  /** Whether the requester named the source just now. */
  readonly sourceTyped: boolean
  readonly durationMs: number
  readonly reason: string
  readonly origin: Origin
  readonly extends?: Extension
  readonly requirement: Requirement
  readonly policyVersion: string
  /** When the requester's day began, by which limits count. */
  readonly dayBegan: number
  /** Not opened before that moment. */
  readonly startsAt?: number
  /** Where approvers decide, and who they are. */
  readonly approvalDestinations: readonly Destination[]
  readonly awaited?: readonly Awaited[]
  /** A form that turns into the status card. */
  readonly takesOver?: { readonly conversation: string; readonly messageId: string }
  readonly mayBreakGlass?: true
  readonly standIns?: readonly Delegation[]
}

/** The first version of a request, with its cards: pending, or approved at once where the access policy asks nobody. */
export function submit(submission: Submission, now: number): Change {
  const { approvalDestinations, takesOver, sourceTyped, dayBegan, ...asked } = submission
  const unattended = asked.requirement.approvals.length === 0
  const lapsesAt = now + asked.requirement.within.value
  const pending: Request = {
    ...asked,
    version: 1,
    submittedAt: now,
    // What nobody agreed to before its start is not opened after it.
    // Nor is a window moved that is over.
    lapsesAt: Math.min(lapsesAt, asked.startsAt ?? lapsesAt, asked.extends?.movedFrom ? asked.extends.until : lapsesAt),
    state: 'pending',
    decisions: [],
    openings: asked.targets.map(() => ({ state: 'waiting', attempts: 0, round: 0 })),
    channels: approvalDestinations.flatMap((to) => (to.kind === 'conversation' ? [to.id] : [])),
  }
  const request = unattended ? approvedFrom(pending, now) : { ...pending, remindAt: reminderTimes(pending) }
  const entry = { at: now, request: request.id, policyVersion: request.policyVersion }
  const { rules, limits } = request.requirement
  // An extension takes the place of what is counted already.
  const machines = request.extends ? 0 : request.targets.length
  return {
    request,
    ...(limits ? { guard: { requester: request.requester.id, machines, unattended, since: dayBegan, limits } } : {}),
    jobs: unattended ? openingJobs(request, now) : waitingJobs(request),
    postings: [
      statusCard(request, takesOver, approvalDestinations),
      ...(unattended ? [] : approvalDestinations.map((to) => ({ ...approvalCard(request, to), held: true as const }))),
    ],
    ...(sourceTyped ? { confirmed: confirmedSource(request, now) } : {}),
    ledger: [
      {
        ...entry,
        actor: request.requester,
        fact: {
          type: 'request submitted',
          targets: request.targets,
          source: request.source,
          durationMs: request.durationMs,
          reason: request.reason,
          rules,
          ...(request.extends ? { extends: request.extends } : {}),
          ...(request.startsAt === undefined ? {} : { startsAt: request.startsAt }),
        },
      },
      ...(unattended
        ? [
            {
              ...entry,
              actor: 'bot' as const,
              fact: { type: 'request approved' as const, unattended, approvers: [], rules, submittedAt: now },
            },
          ]
        : []),
    ],
  }
}

function confirmedSource({ requester, source, policyVersion }: Request, at: number): ConfirmedSource {
  return { person: requester, source, at, policyVersion }
}

/**
 * The requester's own card, where they asked. Asked in private in a channel of the approvers, it is in their personal chat: there the
 * channel has its one card of the request.
 */
export function statusCard(
  request: Request,
  takesOver: Submission['takesOver'],
  approvalDestinations: readonly Destination[],
): Posting {
  const { conversation, thread, personal } = request.origin
  const isBeside =
    !personal &&
    thread === undefined &&
    approvalDestinations.some((to) => to.kind === 'conversation' && to.id === conversation)
  return {
    key: `card:${request.id}:requester`,
    to:
      isBeside || conversation === ''
        ? { kind: 'person', person: request.requester.id }
        : { kind: 'conversation', id: conversation, ...(thread === undefined ? {} : { thread }) },
    content: { kind: 'request card', request: request.id, audience: 'requester' },
    ...(takesOver === undefined ? { held: true } : { takesOver }),
  }
}
