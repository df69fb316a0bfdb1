import type { Awaited, Request } from '../../domain/request.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'

/** `sre-leads: 1 of 2, Adam approved, Aisha or Omar can still approve`: one line for each demand. Empty for what was stored before this was kept. */
export function awaitedTexts({ awaited = [] }: Request, reader: Reader): string[] {
  return [...new Set(largest(awaited).map((each) => awaitedText(each, reader)))].slice(0, 8)
}

function awaitedText({ count, from, given, could, others, unread }: Awaited, reader: Reader): string {
  const head = `${reader.words.describe.list(from, 'or') || 'nobody'}: ${Math.min(given.length, count)} of ${count}`
  const did = given.length === 0 ? '' : `, ${reader.words.describe.list(given.slice(0, 6), 'and')} approved`
  return `${head}${did}${given.length >= count ? ' ✔' : `, ${couldText(could, others, reader)}${unread ? ' (a group can not be read right now: there may be more)' : ''}`}`
}

function couldText(could: readonly string[], others: number, reader: Reader): string {
  if (could.length === 0)
    return others === 0
      ? 'nobody else can approve'
      : `${others === 1 ? 'one person' : `${others} people`} can still approve`
  const more = others === 0 ? [] : [others === 1 ? 'one other' : `${others} others`]
  return `${reader.words.describe.list([...could, ...more], 'or')} can still approve`
}

/** Of demands on the same groups only the largest: whoever meets it meets them all. */
function largest(awaited: readonly Awaited[]): Awaited[] {
  const most = new Map<string, Awaited>()
  for (const each of awaited) {
    const key = [...each.from].sort().join()
    if (each.count > (most.get(key)?.count ?? 0)) most.set(key, each)
  }
  return [...most.values()]
}

/** To whom it was handed on, since nobody had decided. */
export function escalatedTexts(request: Request, reader: Reader): string[] {
  if (request.state !== 'pending') return []
  return (request.escalated ?? []).map(
    ({ rule, to, at }) =>
      `Escalated at ${zonedTime(at, reader)}: ${reader.words.describe.list(to, 'and')} can approve too (${rule}).`,
  )
}
