import { noOne } from '../../../words/reader.ts'
import { hoursText, isWithin } from '../hours.ts'
import type { Hours, Rule } from '../policy.ts'

/** Times at which the same hours of both policies hold. `says`: which, in words; absent where no rule has hours. */
export interface Moment {
  readonly at: number
  readonly says?: string
}

const minuteMs = 60_000
const weekMinutes = 7 * 24 * 60
/** A Monday in winter, 00:00 UTC. */
const monday = Date.UTC(2026, 0, 5)

/** Every kind of moment of a week that the hours of these rules tell apart. */
export function momentsOf(rules: readonly Rule[]): readonly Moment[] {
  const all = rules.flatMap(({ hours }): Omit<Hours, 'outside'>[] => {
    if (!hours) return []
    const { days, from, to, zone } = hours
    return [{ days, from, to, zone }]
  })
  const hours = [...new Map(all.map((each) => [JSON.stringify(each), each])).values()]
  if (hours.length === 0) return [{ at: monday }]
  const found = new Map<string, Moment>()
  for (let minute = 0; minute < weekMinutes; minute++) {
    const at = monday + minute * minuteMs
    const held = hours.map((each) => isWithin(each, at))
    const key = held.join()
    if (!found.has(key)) found.set(key, { at, says: momentText(hours, held) })
  }
  return [...found.values()]
}

function momentText(hours: readonly Hours[], held: readonly boolean[]): string {
  const texts = (wanted: boolean) =>
    hours.filter((_, index) => held[index] === wanted).map((each) => hoursText(each, noOne))
  const [inside, outside] = [texts(true).join(' and '), texts(false).join(' and ')]
  return [inside === '' ? '' : `within ${inside}`, outside === '' ? '' : `outside ${outside}`]
    .filter((text) => text !== '')
    .join(', ')
}
