import type { Abilities } from '../../app/abilities.ts'
import { extenderOf } from '../../domain/life-cycle/extension.ts'
import { moverOf } from '../../domain/life-cycle/moved.ts'
import type { Audience } from '../../domain/posting.ts'
import type { Request } from '../../domain/request.ts'
import type { Reader } from '../../words/reader.ts'
import { tell } from '../../words/text.ts'
import { decidingGroups } from '../may-see.ts'
import { escalatedTexts } from './awaited.ts'
import { becauseTexts } from './because.ts'
import { reviewNote } from './break-glass.ts'
import { standInTexts } from './delegation.ts'
import { notFromTexts, stays } from './opening.ts'
import { doubtText } from './proof.ts'
import { stricterTexts } from './stricter.ts'

/** For whom: `mine` is what the one reader can do, absent where everybody reads it. */
interface View {
  readonly audience: Audience
  readonly mine?: Abilities
}

/** What there is to say beside the facts, a sentence each. */
export function notes(request: Request, view: View, reader: Reader): string[] {
  const review = reviewNote(request, reader)
  const standIns = request.state === 'pending' ? standInTexts(request, reader) : []
  return [...(review === undefined ? [] : [review]), ...stateNotes(request, view, reader), ...standIns]
}

/** What the one reader of a pending request can do with it. */
function yoursText({ decide, decided }: Abilities, wanted: readonly string[], reader: Reader): string {
  const { describe, requestCard: text } = reader.words
  if (decided) return text.youApproved
  if (decide) return text.youCanDecide
  return text.youCanNotDecide(describe.list([...new Set(wanted)], 'or'))
}

function stateNotes(request: Request, { audience, mine }: View, reader: Reader): string[] {
  const { requestCard: text } = reader.words
  const doubts = [...new Set(request.openings.flatMap((opening) => doubtText(opening, reader) ?? []))].slice(0, 3)
  if (extenderOf(request)) return [text.nothingShut]
  const mover = moverOf(request)
  if (mover && request.state === 'closed') return [text.movedOn(mover)]
  if (request.state === 'closed' || request.state === 'closing') return [...doubts, stays(request, reader)]
  const because =
    request.state === 'pending'
      ? [...new Set([...stricterTexts(request, reader), ...becauseTexts(request.requirement.approvals, reader)])]
      : []
  if (request.state === 'pending' && audience === 'approvers') {
    const wanted = decidingGroups(request)
    const whoText = request.requirement.selfApproval ? text.canDecideToo : text.canDecide
    return [
      ...escalatedTexts(request, reader),
      ...because,
      mine ? yoursText(mine, wanted, reader) : whoText([...new Set(wanted)].join(', ')),
    ]
  }
  const told = [...escalatedTexts(request, reader), ...because]
  if (request.state === 'pending' && told.length > 0) return told
  const closing = request.openings.flatMap(({ state, closeAsked, movedTo }) =>
    closeAsked && state === 'open'
      ? [
          (closeAsked.note && tell(closeAsked.note, reader)) ??
            (movedTo ? text.goesOnElsewhere(movedTo) : undefined) ??
            text.askedToClose(closeAsked.by.name),
        ]
      : [],
  )
  const notFrom = notFromTexts(request, reader)
  if (closing.length > 0) return [...new Set([...closing, ...notFrom])]
  if (request.state !== 'open' || audience !== 'requester') return [...notFrom, ...doubts]
  const connections = request.openings.flatMap(({ state, connection }) =>
    state === 'open' && connection ? [connection] : [],
  )
  const isOff = connections.some(({ running }) => running === false)
  const isFar = connections.some(({ firewallElsewhere }) => firewallElsewhere)
  const start = isOff ? [text.notRunning] : []
  return [...start, ...(isFar ? [text.firewallElsewhere] : []), ...notFrom, ...doubts]
}
