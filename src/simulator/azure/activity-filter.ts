import { ArmError } from './arm-error.ts'
import { parseArmTime } from './arm-time.ts'

/** What of the activity log is asked for. `by` narrows it by one property, whose value is compared without case. */
export type ActivityFilter = {
  readonly fromMs: number
  readonly untilMs: number
  readonly by?: { readonly property: NarrowedBy; readonly value: string }
}

const narrowing = ['resourceGroupName', 'resourceUri', 'resourceProvider', 'correlationId'] as const
type NarrowedBy = (typeof narrowing)[number]

const clause = /^(\w+) (ge|le|eq) '([^']*)'$/i

/** Reads `$filter`: a start, maybe an end, and at most one property. Throws ArmError 400 for everything else, as Azure does. */
export function readActivityFilter(text: string | undefined): ActivityFilter {
  if (text === undefined || text.trim() === '') throw refused('The $filter query parameter is required.')
  const read: { fromMs?: number; untilMs?: number; by?: ActivityFilter['by'] } = {}
  for (const part of text.trim().split(/\s+and\s+/i)) {
    const [, property = '', operator = '', value = ''] = clause.exec(part.trim().replace(/\s+/g, ' ')) ?? []
    const what = `${property} ${operator}`.toLowerCase()
    const narrowedBy = narrowing.find((each) => `${each} eq`.toLowerCase() === what)
    if (what === 'eventtimestamp ge' && read.fromMs === undefined) read.fromMs = timeIn(value)
    else if (what === 'eventtimestamp le' && read.untilMs === undefined) read.untilMs = timeIn(value)
    else if (narrowedBy !== undefined && read.by === undefined && value !== '')
      read.by = { property: narrowedBy, value }
    else throw refused(`'${part.trim()}' is not allowed there.`)
  }
  const { fromMs, untilMs = Number.POSITIVE_INFINITY, by } = read
  if (fromMs === undefined) throw refused('A start time is required.')
  if (untilMs < fromMs) throw refused('The end time is before the start time.')
  return { fromMs, untilMs, ...(by === undefined ? {} : { by }) }
}

function timeIn(value: string): number {
  const timeMs = parseArmTime(value)
  if (timeMs === undefined) throw refused(`'${value}' is not a time.`)
  return timeMs
}

/** Azure's own words for this are not known; what is allowed is. */
function refused(why: string): ArmError {
  const allowed = `It allows "eventTimestamp ge '<time>'", then "eventTimestamp le '<time>'" and one of ${narrowing.join(', ')} with eq.`
  return new ArmError(400, 'BadRequest', `The filter of the activity log is invalid. ${why} ${allowed}`)
}
