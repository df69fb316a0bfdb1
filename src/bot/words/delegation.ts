import type { Delegation } from '../../domain/delegation.ts'
import type { Request } from '../../domain/request.ts'
import { clockTime, zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'

const most = 5

/** `Aisha Khan also for Adam Novak until Fri 27 Nov 18:00 (Europe/Paris)`, for those that hold yet. */
export function standInTexts({ standIns = [] }: Request, reader: Reader): string[] {
  const holding = standIns.filter(({ until }) => until > reader.now)
  const shown = holding.slice(0, most).map((delegation) => standInText(delegation, reader))
  return holding.length > most ? [...shown, reader.words.waiting.moreStandIn(holding.length - most)] : shown
}

function standInText({ by, to, until }: Delegation, reader: Reader): string {
  return reader.words.waiting.standsIn(to.name, by.name, zonedTime(until, reader))
}

/** `Adam Novak → Aisha Khan, until Fri 27 Nov 18:00`. */
export function delegationText({ by, to, until }: Delegation, reader: Reader): string {
  return reader.words.waiting.delegation(by.name, to.name, clockTime(until, reader))
}
