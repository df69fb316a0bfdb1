import type { BoundAs } from '../../domain/channel-state.ts'
import type { Schedule, Weekday } from '../../domain/next-time.ts'
import type { Reader } from '../../words/reader.ts'

/** What an admin types in a channel to bind it to this. */
export function bindLine(bound: BoundAs, reader: Reader): string {
  if (bound.purpose === 'approvals') return `/jit here approvals ${bound.name}`
  const { every, day = 'mon', zone } = bound
  return [
    '/jit here digest',
    every,
    ...(every === 'weekly' ? [day] : []),
    timeText(bound),
    ...(zone ? [zone] : []),
  ].join(' ')
}

/** `approvals “ops-approvals”`, `the digest, daily at 09:00 (UTC)`. */
export function boundText(bound: BoundAs, reader: Reader): string {
  if (bound.purpose === 'approvals') return `approvals “${bound.name}”`
  return `the digest, ${scheduleText(bound)}${bound.zone ? ` (${bound.zone})` : ''}`
}

/** `daily at 09:00`, `weekly on Monday at 09:00`. */
function scheduleText(schedule: Schedule): string {
  const { every, day = 'mon' } = schedule
  return `${every}${every === 'weekly' ? ` on ${dayNames[day]}` : ''} at ${timeText(schedule)}`
}

function timeText({ hour, minute }: Schedule): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

const dayNames: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}
