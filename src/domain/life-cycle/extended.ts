import { inAllLanguages } from '../../words/text.ts'
import type { Request } from '../request.ts'
import type { RequestEvent } from './event.ts'
import { finish, targetOf, withOpening } from './openings.ts'
import { type Outcome, same } from './outcome.ts'

/** Another request carries the window on: this one is over and nothing was shut, so that nobody is told of an end. */
export function extended(request: Request, event: Extract<RequestEvent, { kind: 'extended' }>, now: number): Outcome {
  const { target, by, endsAt } = event
  const at = targetOf(request, target)
  if (!at || by === request.id || (at.opening.state !== 'open' && at.opening.state !== 'closing')) return same
  const next = withOpening(request, target, { state: 'closed', closedAt: now, extendedBy: by })
  const fact = { type: 'opening extended', vm: at.target.vm, by, endsAt } as const
  const why = inAllLanguages(({ words }) => words.shut.extendedBy(by))
  return finish(next, now, { facts: [{ actor: 'bot', fact }] }, why, 'quietly')
}
