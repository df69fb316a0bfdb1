import { clockTime, zonedTime } from '../../domain/clock-time.ts'
import type { Delegation } from '../../domain/delegation.ts'
import type { Request } from '../../domain/request.ts'

const most = 5

/** `Aisha Khan also for Adam Novak until Fri 27 Nov 18:00 (Europe/Paris)`, for those that hold yet. */
export function standInTexts({ standIns = [] }: Request, zone: string, now: number): string[] {
  const holding = standIns.filter(({ until }) => until > now)
  const shown = holding.slice(0, most).map((delegation) => standInText(delegation, zone, now))
  return holding.length > most ? [...shown, `and ${holding.length - most} more who stand in`] : shown
}

function standInText({ by, to, until }: Delegation, zone: string, now: number): string {
  return `${to.name} also for ${by.name} until ${zonedTime(until, zone, now)}`
}

/** `Adam Novak → Aisha Khan, until Fri 27 Nov 18:00`. */
export function delegationText({ by, to, until }: Delegation, zone: string, now: number): string {
  return `${by.name} → ${to.name}, until ${clockTime(until, zone, now)}`
}
