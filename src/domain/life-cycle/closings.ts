import { inAllLanguages, inEnglish, type Told } from '../../words/text.ts'
import type { NotFrom, Request } from '../request.ts'
import type { RequestEvent } from './event.ts'
import { change, type Outcome, same } from './outcome.ts'

type Of<Kind extends RequestEvent['kind']> = Extract<RequestEvent, { kind: Kind }>

/** Whoever may wants it shut now. The windows stay open until they are seen shut. */
export function close(request: Request, event: Of<'close'>, now: number): Outcome {
  const wanted = request.openings.flatMap((opening, target) =>
    opening.state === 'open' && opening.closeAsked === undefined ? [target] : [],
  )
  if (wanted.length === 0) return same
  const openings = request.openings.map((opening, i) =>
    wanted.includes(i) ? { ...opening, closeAsked: { by: event.by, at: now } } : opening,
  )
  const targets = wanted.flatMap((target) => {
    const { vm, policy } = request.targets[target] ?? {}
    return vm && policy ? [{ target, vm, policy }] : []
  })
  return change({ ...request, openings }, now, {
    facts: [{ actor: event.by, fact: { type: 'closing asked', vms: targets.map(({ vm }) => vm) } }],
    jobs: targets.map(({ target, policy }) => ({ kind: 'close target', request: request.id, target, policy })),
    // Somebody may be at work there.
    notices: event.by.id === request.requester.id ? [] : ['closing'],
  })
}

/** Its end comes nearer, and is watched. The new call has a mark of its own. */
export function shorten(request: Request, event: Of<'shorten'>, now: number): Outcome {
  const { target, endsAt, why } = event
  const place = request.targets[target]
  const opening = request.openings[target]
  if (!place || opening?.state !== 'open' || endsAt >= (opening.endsAt ?? 0)) return same
  return change(noted(request, target, why, { endsAt, round: opening.round + 1 }), now, {
    facts: [{ actor: 'bot', fact: { type: 'closing delayed', vm: place.vm, endsAt, why: inEnglish(why) } }],
    jobs: [{ kind: 'verify closed', request: request.id, target, policy: place.policy, at: endsAt }],
  })
}

const closedEarly = inAllLanguages(({ words }) => words.opened.closedEarly)

export function canNotClose(request: Request, event: Of<'can not close'>, now: number): Outcome {
  const place = request.targets[event.target]
  const opening = request.openings[event.target]
  if (!place || opening?.state !== 'open') return same
  const { note } = opening.closeAsked ?? {}
  if (note !== undefined && inEnglish(note) === inEnglish(event.why)) return same
  const endsAt = opening.endsAt ?? now
  const shut = [...(opening.notFrom?.sources ?? []), ...(event.shut ?? [])]
  const notFrom = event.shut ? { notFrom: { sources: [...new Set(shut)], why: closedEarly } } : {}
  return change(noted(request, event.target, event.why, notFrom), now, {
    facts: [{ actor: 'bot', fact: { type: 'closing delayed', vm: place.vm, endsAt, why: inEnglish(event.why) } }],
  })
}

function noted(
  request: Request,
  target: number,
  note: Told,
  more: { endsAt?: number; round?: number; notFrom?: NotFrom },
): Request {
  const openings = request.openings.map((opening, i) =>
    i === target && opening.closeAsked ? { ...opening, ...more, closeAsked: { ...opening.closeAsked, note } } : opening,
  )
  return { ...request, openings }
}
