import { nextEscalation } from '../access-policy/escalation.ts'
import type { Job } from '../job.ts'
import type { Destination, Posting } from '../posting.ts'
import type { Escalated, Request } from '../request.ts'
import type { RequestEvent } from './event.ts'
import { change, type Outcome, same } from './outcome.ts'

type Of<Kind extends RequestEvent['kind']> = Extract<RequestEvent, { kind: Kind }>

/** The key of the approvers' card in one place: the reminder answers in its thread. */
export function approvalCardKey(request: Pick<Request, 'id'>, to: Destination): string {
  return `card:${request.id}:approvers:${to.kind === 'person' ? to.person : to.id}`
}

/** The approvers' card of a request in one place: where it was asked in a thread of that channel, there, so that it has one thread. */
export function approvalCard(request: Request, to: Destination): Posting {
  const { conversation, thread } = request.origin
  const isHere = to.kind === 'conversation' && to.id === conversation && to.thread === undefined
  return {
    key: approvalCardKey(request, to),
    to: isHere && thread !== undefined ? { ...to, thread } : to,
    content: { kind: 'request card', request: request.id, audience: 'approvers' },
  }
}

/** When the approvals channels are reminded of a request that waits: as the rules say, else at each quarter of its time. */
export function reminderTimes({ requirement: { remind }, submittedAt, lapsesAt }: Request): readonly number[] {
  const time = lapsesAt - submittedAt
  const after = remind ?? [1, 2, 3].map((quarter) => Math.floor((quarter * time) / 4))
  return after.filter((ms) => ms > 0 && ms < time).map((ms) => submittedAt + ms)
}

/** What a pending request sets going: its end, the first reminder, the first escalation. */
export function waitingJobs(request: Request): Job[] {
  const [remindAt] = request.remindAt ?? []
  const escalatesAt = nextEscalation(request.requirement.approvals, request.submittedAt, request.submittedAt)
  return [
    { kind: 'lapse', request: request.id, at: request.lapsesAt },
    ...(remindAt === undefined ? [] : [{ kind: 'remind', request: request.id, at: remindAt } as const]),
    ...(escalatesAt === undefined || escalatesAt >= request.lapsesAt
      ? []
      : [{ kind: 'escalate', request: request.id, at: escalatesAt } as const]),
  ]
}

/** The channels are reminded, each once for each moment. Moments that passed while the bot was away count as one. */
export function remind(request: Request, now: number): Outcome {
  const planned = request.remindAt ?? []
  const past = planned.filter((at) => at <= now).length
  if (past <= (request.reminded ?? 0) || now >= request.lapsesAt) return same
  const next = planned[past]
  const postings = (request.channels ?? []).map((id) => inThread(request, id, 'reminder', past))
  return change({ ...request, reminded: past }, now, {
    facts: [{ actor: 'bot', fact: { type: 'reminder sent', nth: past, of: planned.length } }],
    jobs: next === undefined ? [] : [{ kind: 'remind', request: request.id, at: next }],
    postings,
  })
}

/** A message in the thread of the approvers' card of that channel. */
function inThread(request: Request, id: string, notice: 'reminder' | 'escalated', nth: number): Posting {
  const to: Destination = { kind: 'conversation', id }
  const content = { kind: 'notice', request: request.id, notice, under: approvalCardKey(request, to) } as const
  return { key: `notice:${request.id}:${notice}:${nth}:${id}`, to, content }
}

/** More groups may approve from now on. Who may is judged by the time when a button is pressed; this only tells it. */
export function escalate(request: Request, event: Of<'escalate'>, now: number): Outcome {
  const known = new Set((request.escalated ?? []).map(({ rule }) => rule))
  const due = event.due.filter(({ rule }) => !known.has(rule))
  const next = nextEscalation(request.requirement.approvals, request.submittedAt, now)
  const again: Job[] =
    next === undefined || next >= request.lapsesAt ? [] : [{ kind: 'escalate', request: request.id, at: next }]
  if (due.length === 0) return same
  const before = request.channels ?? []
  const named = event.to.flatMap((to) => (to.kind === 'conversation' ? [to.id] : []))
  // An edited card notifies nobody: where one is already, a message says so.
  const there = named.length === 0 ? before : named.filter((id) => before.includes(id))
  const channels = [...new Set([...before, ...named])]
  const escalated: Escalated[] = [...(request.escalated ?? []), ...due.map(({ rule, to }) => ({ rule, to, at: now }))]
  const { awaited, standIns } = event
  const told = { ...request, escalated, channels, ...(awaited ? { awaited } : {}), ...(standIns ? { standIns } : {}) }
  return change(told, now, {
    facts: due.map(({ rule, to, afterMs }) => ({
      actor: 'bot' as const,
      fact: { type: 'request escalated' as const, rule, to, afterMs },
    })),
    jobs: again,
    postings: [
      ...named.filter((id) => !before.includes(id)).map((id) => approvalCard(request, { kind: 'conversation', id })),
      ...there.map((id) => inThread(request, id, 'escalated', escalated.length)),
    ],
  })
}
