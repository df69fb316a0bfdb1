import type { Awaited, Request } from '../../domain/request.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'

/** `sre-leads: 1 of 2, Adam approved, Aisha or Omar can still approve`: one line for each demand. Empty for what was stored before this was kept. */
export function awaitedTexts({ awaited = [] }: Request, reader: Reader): string[] {
  return [...new Set(largest(awaited).map((each) => awaitedText(each, reader)))].slice(0, 8)
}

function awaitedText({ count, from, given, could, others, unread }: Awaited, reader: Reader): string {
  const { describe, waiting } = reader.words
  const { awaited: text } = waiting
  const head = text.given(describe.list(from, 'or') || waiting.nobody, Math.min(given.length, count), count)
  const did = given.length === 0 ? '' : text.approved(describe.list(given.slice(0, 6), 'and'))
  if (given.length >= count) return `${head}${did} ✔`
  return `${head}${did}${couldText(could, others, reader)}${unread ? text.unread : ''}`
}

function couldText(could: readonly string[], others: number, reader: Reader): string {
  const { describe, waiting } = reader.words
  const { awaited: text } = waiting
  if (could.length === 0) return others === 0 ? text.nobodyElse : text.can(others, text.people(others))
  const more = others === 0 ? [] : [text.others(others)]
  return text.can(could.length + others, describe.list([...could, ...more], 'or'))
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
  const { describe, waiting } = reader.words
  return (request.escalated ?? []).map(({ rule, to, at }) =>
    waiting.escalated(zonedTime(at, reader), describe.list(to, 'and'), rule),
  )
}
