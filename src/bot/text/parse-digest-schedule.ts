import { parseZone, type Schedule, type Weekday, weekdays } from '../../domain/next-time.ts'
import type { Words } from '../../words/en.ts'
import type { Text } from '../../words/text.ts'

export type ParsedSchedule =
  | { readonly ok: true; readonly schedule: Schedule; readonly zone?: string }
  | { readonly ok: false; readonly text: Text }

/** Reads `daily 09:00`, `weekly mon 9 Europe/Paris`, `weekly at 17:30 on friday`: day, time and zone in any order, each at most once. */
export function parseDigestSchedule(text: string): ParsedSchedule {
  const [first = '', ...words] = text.split(' ').filter((word) => !/^(|at|on|every|in)$/i.test(word))
  const every = first.toLowerCase()
  if (every !== 'daily' && every !== 'weekly') return no(({ howOften }) => howOften(first.slice(0, 40)))
  let time: Pick<Schedule, 'hour' | 'minute'> | undefined
  let day: Weekday | undefined
  let zone: string | undefined
  for (const word of words) {
    const asTime = readTime(word)
    const asDay = readDay(word)
    const asZone = parseZone(word)
    if (asTime && !time) time = asTime
    else if (asDay && !day) day = asDay
    else if (asZone && !zone) zone = asZone
    else return no(({ notOne }) => notOne(word.slice(0, 60)))
  }
  if (every === 'daily' && day) return no(({ dailyDay }) => dailyDay)
  const schedule = { every, ...(day ? { day } : {}), ...(time ?? { hour: 9, minute: 0 }) } as const
  return { ok: true, schedule, ...(zone === undefined ? {} : { zone }) }
}

function no(say: (digest: Words['reading']['digest']) => string): ParsedSchedule {
  return { ok: false, text: ({ words }) => say(words.reading.digest) }
}

function readTime(word: string): Pick<Schedule, 'hour' | 'minute'> | undefined {
  const parts = /^(\d{1,2})(?::(\d{2}))?$/.exec(word)
  const [hour, minute] = [Number(parts?.[1]), Number(parts?.[2] ?? 0)]
  return parts && hour <= 23 && minute <= 59 ? { hour, minute } : undefined
}

const dayNames: readonly string[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** Three letters or more of a day's name. */
function readDay(word: string): Weekday | undefined {
  const typed = word.toLowerCase()
  return typed.length < 3 ? undefined : weekdays[dayNames.findIndex((name) => name.startsWith(typed))]
}
