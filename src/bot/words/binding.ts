import type { BoundAs } from '../../domain/channel-state.ts'
import type { Schedule } from '../../domain/next-time.ts'
import type { Reader } from '../../words/reader.ts'

/** What an admin types in a channel to bind it to this. */
export function bindLine(bound: BoundAs): string {
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
export function boundText(bound: BoundAs, { words }: Pick<Reader, 'words'>): string {
  const { binding: text } = words
  if (bound.purpose === 'approvals') return text.approvals(bound.name)
  const { every, day = 'mon', zone } = bound
  const time = timeText(bound)
  const said = every === 'weekly' ? text.weekly(text.days[day], time) : text.daily(time)
  return zone ? text.inZone(said, zone) : said
}

function timeText({ hour, minute }: Schedule): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
