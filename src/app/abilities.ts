import { maySign } from '../domain/access-policy/may-sign.ts'
import { awaitsReview } from '../domain/life-cycle/review.ts'
import type { Person } from '../domain/person.ts'
import type { Request } from '../domain/request.ts'
import { othersMayClose } from './close-request.ts'
import { type DecideDeps, mayDecide } from './decide.ts'

/** What somebody could do with a request now. `decided`: they have approved it already. */
export interface Abilities {
  readonly own: boolean
  readonly decide: boolean
  readonly decided: boolean
  readonly close: boolean
  readonly sign: boolean
}

type AbilityDeps = Omit<DecideDeps, 'store' | 'ledger' | 'people'>

/**
 * By the access policy of this moment and by groups as they are remembered: for what is shown, never instead of the check when a button
 * is pressed. Writes nothing and asks Azure for nothing: clients ask for it by themselves, again and again.
 */
export async function abilitiesOf(deps: AbilityDeps, person: Person, request: Request): Promise<Abilities> {
  const own = request.requester.id === person.id
  const decided = request.decisions.some(({ by, verdict }) => by.id === person.id && verdict === 'approve')
  const isOpen = request.openings.some(({ state, closeAsked }) => state === 'open' && !closeAsked)
  return {
    own,
    decided,
    decide: request.state === 'pending' && !decided && (await mayDecide(deps, person, request, false)),
    close: isOpen && (own || (await othersMayClose(deps, person, request, false))),
    sign: awaitsReview(request) && (await isReviewer(deps, person, request)),
  }
}

async function isReviewer({ policy, directory }: AbilityDeps, person: Person, request: Request): Promise<boolean> {
  const inForce = policy.current()
  if (inForce.kind === 'none') return false
  const membership = await directory.membership(inForce.policy, { people: [person.id] })
  return maySign(inForce.policy, request, person, membership) === 'yes'
}
