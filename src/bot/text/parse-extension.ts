import { readDuration } from '../../domain/duration.ts'

/** `[request or machine] [time] [reason]`, as typed; empty where a part is not there. `rest`: normalised text behind the command. */
export function parseExtension(rest: string): {
  readonly said: string
  readonly time: string
  readonly reason: string
} {
  const words = rest.split(' ').filter((word) => word !== '')
  const said = words.length > 0 && !startsTime(words) ? (words.shift() ?? '') : ''
  if (/^(by|for)$/i.test(words[0] ?? '')) words.shift()
  for (let length = Math.min(4, words.length); length >= 1; length--) {
    const time = words.slice(0, length).join(' ')
    if (readDuration(time) !== undefined) return { said, time, reason: words.slice(length).join(' ') }
  }
  // What stands in the place of the time and is none is told to be none.
  return { said, time: words[0] ?? '', reason: words.slice(1).join(' ') }
}

function startsTime(words: readonly string[]): boolean {
  if (/^(by|for)$/i.test(words[0] ?? '')) return true
  return [1, 2].some((length) => readDuration(words.slice(0, length).join(' ')) !== undefined)
}
