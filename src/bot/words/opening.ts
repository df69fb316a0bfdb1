import type { Opening, Request } from '../../domain/request.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Words } from '../../words/en.ts'
import type { Reader } from '../../words/reader.ts'
import { tell } from '../../words/text.ts'
import { prefixText } from './describe.ts'

/** How it stands with one machine of a request. */
export function openingText(opening: Opening | undefined, reader: Reader): string {
  const { opening: text } = reader.words.requestCard
  switch (opening?.state) {
    case undefined:
    case 'waiting':
      return text.waiting
    case 'calling':
    case 'accepted':
      return text.opening
    case 'open':
      if (opening.movedTo) return text.oldShutting(opening.movedTo)
      return text.openUntil(zonedTime(opening.endsAt ?? 0, reader), notFromText(opening, reader))
    case 'closing':
      return text.closing
    case 'closed':
      if (opening.movedTo) return text.moved(opening.movedTo)
      return opening.extendedBy ? text.extended(opening.extendedBy) : text.closed
    case 'failed':
      return text.failed(tell(opening.failure ?? text.noReason, reader))
  }
}

function sourcesText(prefixes: readonly string[], words: Words): string {
  return words.describe.list(
    prefixes.map((each) => prefixText(each, words)),
    'or',
  )
}

/** `, but not from 198.51.100.0/24`. */
function notFromText({ notFrom }: Pick<Opening, 'notFrom'>, { words }: Reader): string {
  return notFrom ? words.requestCard.notFrom(sourcesText(notFrom.sources, words)) : ''
}

/** For each open machine that does not let in every source: `web01 is open, but not from 198.51.100.0/24: …`. */
export function notFromTexts({ openings, targets }: Request, { words }: Reader): string[] {
  return openings.flatMap(({ state, notFrom }, i) => {
    if (state !== 'open' || !notFrom) return []
    const sources = sourcesText(notFrom.sources, words)
    return [words.requestCard.isOpenNotFrom(targets[i]?.vmName ?? '', sources, tell(notFrom.why, { words }))]
  })
}

/** What becomes of sessions; that no new one can be made is said only where it is so. */
export function stays({ openings }: Request, reader: Reader): string {
  const { requestCard: text } = reader.words
  const isOpen = openings.some(({ state, keptBy }) => state === 'closing' || keptBy !== undefined)
  return isOpen ? text.sessionsStayWhileOpen : text.sessionsStay
}
