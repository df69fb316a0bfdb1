import { inEnglish, type Told } from '../../words/text.ts'
import type { LedgerFact } from '../ledger-event.ts'
import type { NoticeKind } from '../posting.ts'
import type { NotFrom, Opening, Proof, Request, RequestState, Target } from '../request.ts'
import { prefixesOf } from '../source-ranges.ts'
import type { RequestEvent } from './event.ts'
import { change, type Effects, type Outcome, same } from './outcome.ts'
import { warningLeadMs } from './warning.ts'

type Of<Kind extends RequestEvent['kind']> = Extract<RequestEvent, { kind: Kind }>

/** The target that an event speaks of, or undefined where a forged or outdated index points nowhere. */
export function targetOf(request: Request, index: number): { target: Target; opening: Opening } | undefined {
  const target = request.targets[index]
  const opening = request.openings[index]
  return target && opening ? { target, opening } : undefined
}

/** The state of the whole request follows from its openings. */
function stateOf(openings: readonly Opening[]): RequestState {
  const states = new Set(openings.map((opening) => opening.state))
  if (states.has('open')) return 'open'
  if (states.has('calling') || states.has('accepted')) return 'opening'
  if (states.has('waiting')) return 'approved'
  if (states.has('closing')) return 'closing'
  return states.has('closed') ? 'closed' : 'failed'
}

/** The request with one opening changed, and the state that follows. */
export function withOpening(request: Request, index: number, changes: Partial<Opening>): Request {
  const openings = request.openings.map((opening, i) => (i === index ? { ...opening, ...changes } : opening))
  return { ...request, openings, state: stateOf(openings) }
}

/** Adds the end of the request, and what tells of it, when its last opening has come to an end. `quietly`: nobody needs to be told. */
export function finish(next: Request, now: number, effects: Effects, why: Told, quietly?: 'quietly'): Outcome {
  if (next.state !== 'closed' && next.state !== 'failed') return change(next, now, effects)
  const type = next.state === 'closed' ? 'request closed' : 'request failed'
  const fact: LedgerFact = { type, why: inEnglish(why) }
  const notice: NoticeKind = next.state
  return change({ ...next, end: { at: now, why } }, now, {
    ...effects,
    facts: [...effects.facts, { actor: 'bot', fact }],
    notices: [...(effects.notices ?? []), ...(quietly ? [] : [notice])],
  })
}

/** The intent to ask Azure is stored before Azure is asked: after a crash it is known that a look is needed first. */
export function call(request: Request, event: Of<'call'>, now: number): Outcome {
  const at = targetOf(request, event.target)
  if (!at || (at.opening.state !== 'waiting' && at.opening.state !== 'calling')) return same
  const attempt = at.opening.attempts + 1
  const next = withOpening(request, event.target, {
    state: 'calling',
    attempts: attempt,
    calledAt: now,
    endsAt: event.endsAt,
  })
  return change(next, now, {
    facts: [
      {
        actor: 'bot',
        fact: {
          type: 'opening called',
          vm: at.target.vm,
          ports: at.target.ports.map((port) => port.number),
          source: prefixesOf(request.source).join(', '),
          endsAt: event.endsAt,
          attempt,
          ...(event.carries === undefined ? {} : { carries: event.carries }),
        },
      },
    ],
  })
}

/** Azure takes some seconds from its 202 to `Initiated`; looking earlier only costs calls. */
const firstLookMs = 1_200

/** Azure's 202. Not open yet: somebody has to see it first. */
export function accepted(request: Request, event: Of<'accepted'>, now: number): Outcome {
  const at = targetOf(request, event.target)
  if (!at) return same
  const correlation = event.correlationId === undefined ? {} : { correlationId: event.correlationId }
  const calledAt = at.opening.calledAt ?? now
  const { endsAt, notFrom } = event
  const state = { state: 'accepted', calledAt, endsAt, ...(notFrom ? { notFrom } : {}) } as const
  const next = withOpening(request, event.target, { ...state, ...correlation })
  return change(next, now, {
    facts: [{ actor: 'bot', fact: { type: 'opening accepted', vm: at.target.vm, ...correlation } }],
    jobs: [
      {
        kind: 'verify open',
        request: request.id,
        target: event.target,
        policy: at.target.policy,
        at: now + firstLookMs,
      },
    ],
  })
}

/** Open means seen open. From here on its end is watched. */
export function seenOpen(request: Request, event: Of<'seen open'>, now: number): Outcome {
  const at = targetOf(request, event.target)
  if (!at) return same
  if (at.opening.state === 'open') return seenFromOthers(request, event, at, now)
  // Given up, and opened by Azure after all.
  const { end: _over, ...unended } = request
  const { notFrom } = event
  const next = withOpening(withoutNotFrom(unended, event.target), event.target, {
    state: 'open',
    openedAt: now,
    endsAt: event.endsAt,
    connection: event.connection,
    ...(event.proof === undefined ? {} : { proof: event.proof }),
    ...(notFrom ? { notFrom } : {}),
  })
  const first = request.state !== 'open'
  const warnAt = event.endsAt - warningLeadMs(event.endsAt - now)
  return change(next, now, {
    facts: [
      {
        actor: 'bot',
        fact: {
          type: 'opening open',
          vm: at.target.vm,
          ports: at.target.ports.map((port) => port.number),
          source: prefixesOf(request.source)
            .filter((prefix) => !notFrom?.sources.includes(prefix))
            .join(', '),
          endsAt: event.endsAt,
          found: event.found,
          ...(event.proof === undefined ? {} : { proof: proofInEnglish(event.proof) }),
        },
      },
      ...(notFrom ? [{ actor: 'bot' as const, fact: notFromFact(at.target, notFrom) }] : []),
    ],
    jobs: [
      ...(first ? [{ kind: 'warn', request: request.id, at: warnAt } as const] : []),
      { kind: 'verify closed', request: request.id, target: event.target, policy: at.target.policy, at: event.endsAt },
    ],
    notices: first ? ['open'] : [],
  })
}

/** It is open, and now from more of its sources, or from fewer. */
function seenFromOthers(
  request: Request,
  { target: index, notFrom, proof }: Of<'seen open'>,
  { target, opening }: { readonly target: Target; readonly opening: Opening },
  now: number,
): Outcome {
  const next = withOpening(withoutNotFrom(request, index), index, {
    ...(notFrom ? { notFrom } : {}),
    ...(proof ? { proof } : {}),
  })
  const from = notFrom ?? { sources: [], why: opening.notFrom?.why ?? '' }
  return change(next, now, { facts: [{ actor: 'bot', fact: notFromFact(target, from) }] })
}

function withoutNotFrom(request: Request, index: number): Request {
  const openings = request.openings.map((opening, i) => {
    const { notFrom: _before, ...rest } = opening
    return i === index ? rest : opening
  })
  return { ...request, openings }
}

function proofInEnglish(proof: Proof): Proof {
  if (proof.by === 'record') return { ...proof, why: inEnglish(proof.why) }
  return proof.except === undefined ? proof : { ...proof, except: inEnglish(proof.except) }
}

function notFromFact({ vm }: Target, { sources, why }: NotFrom): LedgerFact {
  return { type: 'opening not from', vm, sources, why: inEnglish(why) }
}

/** This target will not be opened: Azure refused, it never appeared, or the access policy no longer allows it. */
export function giveUp(request: Request, event: Of<'give up'>, now: number): Outcome {
  const at = targetOf(request, event.target)
  if (!at) return same
  const next = withOpening(request, event.target, { state: 'failed', failure: event.why })
  const fact = { type: 'opening failed', vm: at.target.vm, why: inEnglish(event.why) } as const
  // The others go on, so that the end of the request will not tell of this one.
  const notices: readonly NoticeKind[] =
    stateOf(next.openings) === 'failed' || stateOf(next.openings) === 'closed' ? [] : ['failed']
  return finish(next, now, { facts: [{ actor: 'bot', fact }], notices, about: event.target }, event.why)
}

export function seenClosed(request: Request, event: Of<'seen closed'>, now: number): Outcome {
  const at = targetOf(request, event.target)
  if (!at || (at.opening.state !== 'open' && at.opening.state !== 'closing')) return same
  const kept = event.keptBy === undefined ? {} : { keptBy: event.keptBy }
  const next = withOpening(request, event.target, { state: 'closed', closedAt: now, ...kept })
  const { openedAt, closeAsked } = at.opening
  const fact = {
    type: 'opening closed',
    vm: at.target.vm,
    why: inEnglish(event.why),
    ...(openedAt === undefined ? {} : { openedAt }),
    ...(event.keptBy === undefined ? {} : { keptBy: { ...event.keptBy, name: inEnglish(event.keptBy.name) } }),
    ...(closeAsked ? { closeAskedAt: closeAsked.at } : {}),
  } as const
  const goesOn = next.openings.every(({ state, movedTo, extendedBy }) => state === 'failed' || movedTo || extendedBy)
  return finish(next, now, { facts: [{ actor: 'bot', fact }] }, event.why, goesOn ? 'quietly' : undefined)
}

/** Past its end and still shown as open: never called closed, and told once when it lasts. */
export function seenStillOpen(request: Request, event: Of<'seen still open'>, now: number): Outcome {
  const at = targetOf(request, event.target)
  if (!at || (at.opening.state !== 'open' && at.opening.state !== 'closing')) return same
  if (at.opening.state === 'closing' && !event.tell) return same
  const next = withOpening(request, event.target, {
    state: 'closing',
    stillOpen: event.why,
    ...(event.tell ? { overdueToldAt: now } : {}),
  })
  const fact = { type: 'opening still open', vm: at.target.vm, why: inEnglish(event.why) } as const
  return change(next, now, {
    facts: event.tell ? [{ actor: 'bot', fact }] : [],
    notices: event.tell ? ['still open'] : [],
  })
}

/** The notice before the end: once for a request, at its earliest end. */
export function warn(request: Request, now: number): Outcome {
  const standing = request.openings.filter(({ state, movedTo }) => state === 'open' && !movedTo)
  const ends = standing.flatMap(({ endsAt }) => endsAt ?? [])
  const endsAt = Math.min(...ends)
  if (ends.length === 0 || now >= endsAt) return same
  return change({ ...request, warnedAt: now }, now, {
    facts: [{ actor: 'bot', fact: { type: 'notice sent', endsAt } }],
    notices: ['ends soon'],
  })
}
