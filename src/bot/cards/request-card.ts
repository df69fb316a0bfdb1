import type { Abilities } from '../../app/abilities.ts'
import { commandsFor } from '../../domain/connection.ts'
import { formatDuration } from '../../domain/duration.ts'
import { grantedMs, shorterTimes } from '../../domain/granted.ts'
import type { PersonId } from '../../domain/ids.ts'
import { extenderOf } from '../../domain/life-cycle/extension.ts'
import { moverOf } from '../../domain/life-cycle/moved.ts'
import type { Audience } from '../../domain/posting.ts'
import { hasRdp } from '../../domain/rdp-file.ts'
import type { Opening, Request } from '../../domain/request.ts'
import type { FileLink } from '../../ports/downloads.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Words } from '../../words/en.ts'
import type { Reader } from '../../words/reader.ts'
import { tell } from '../../words/text.ts'
import { decidingGroups } from '../may-see.ts'
import { offersOf } from '../offers.ts'
import { awaitedTexts, escalatedTexts } from '../words/awaited.ts'
import { becauseTexts } from '../words/because.ts'
import { reviewNote } from '../words/break-glass.ts'
import { standInTexts } from '../words/delegation.ts'
import { askText, names, prefixText, requestTitle } from '../words/describe.ts'
import { escapeMarkdown } from '../words/escape.ts'
import { historyTexts } from '../words/history.ts'
import { doubtText } from '../words/proof.ts'
import { stateText, toneOf } from '../words/state.ts'
import { stricterTexts } from '../words/stricter.ts'
import { texts } from './answer.ts'
import type { Cards } from './expand.ts'
import { requestFacts } from './request-facts.ts'

/** For whom, when and where a request is shown. `askForReason`: an empty deny was refused and is asked for again. */
export interface RequestView {
  readonly audience: Audience
  /** The one reader's own view: with what they can do and nothing else. Absent: everybody reads it, and each button checks who presses it. */
  readonly mine?: Abilities
  /** Whose clients ask for a view of their own. */
  readonly viewers?: readonly PersonId[]
  readonly problem?: string
  readonly askForReason?: boolean
  readonly fileLink?: FileLink
}

/** What becomes of sessions; that no new one can be made is said only where it is so. */
export function stays({ openings }: Request, reader: Reader): string {
  const { requestCard: text } = reader.words
  const isOpen = openings.some(({ state, keptBy }) => state === 'closing' || keptBy !== undefined)
  return isOpen ? text.sessionsStayWhileOpen : text.sessionsStay
}

/** The one card of a request: every state, both audiences. Pure. */
export function requestCard(cards: Cards, request: Request, view: RequestView): OutgoingMessage {
  const { reader } = cards
  const { requestCard: text } = reader.words
  const { audience, viewers = [] } = view
  const status = stateText(request, reader)
  const forApprovers = audience === 'approvers'
  const can = offersOf(request, view, reader.now)
  const { breakGlass } = request
  const choices = can.extendMs.map((ms) => ({ title: formatDuration(ms), value: String(ms / 60_000) }))
  const asks = breakGlass ? text.brokeGlass(requestTitle(request, reader.words)) : askText(request, reader)
  const title = forApprovers ? `${request.requester.name} ${asks}` : requestTitle(request, cards.reader.words)
  const shown = {
    id: request.id,
    version: request.version,
    audience,
    viewers,
    // Loud until somebody has signed for it.
    tone: breakGlass && !breakGlass.review ? 'attention' : toneOf[request.state],
    status: escapeMarkdown(status),
    detail: escapeMarkdown(title),
    ...(view.problem ? { problem: escapeMarkdown(view.problem) } : {}),
    facts: requestFacts(request, view, cards.reader),
    targets:
      request.targets.length > 1
        ? texts(request.targets.map((target, i) => `${target.vmName}: ${openingText(request.openings[i], reader)}`))
        : [],
    commands: audience === 'requester' && request.state === 'open' ? texts(connectLines(request)) : [],
    files:
      audience === 'requester' && request.state === 'open'
        ? texts(fileLines(request, view.fileLink, cards.reader))
        : [],
    history: texts(historyTexts(request, reader)),
    notes: texts(notes(request, view, cards.reader).map(escapeMarkdown)),
    askForReason: can.decide && view.askForReason === true,
    canDecide: can.decide,
    times: [
      {
        title: (grantedMs(request) < request.durationMs ? text.asShortened : text.asAsked)(
          formatDuration(grantedMs(request)),
        ),
        value: 'as asked',
      },
      ...shorterTimes(request).map((ms) => ({ title: formatDuration(ms), value: String(ms / 60_000) })),
    ],
    awaited: request.state === 'pending' ? texts(awaitedTexts(request, cards.reader)) : [],
    canCancel: can.cancel,
    canMove: can.move,
    canClose: can.close,
    canBreakGlass: can.breakGlass,
    canSign: can.sign,
    extendChoices: choices,
    extendBy: choices[0]?.value ?? '',
    canAskAgain: can.again,
    canRetry: can.retry,
  }
  return { card: cards.expand('request', shown), summary: `${status}: ${title}` }
}

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

export function connectLines(request: Request): string[] {
  return request.openings.flatMap(({ state, connection, movedTo }) =>
    state === 'open' && connection && !movedTo ? commandsFor(connection).map(({ text }) => text) : [],
  )
}

/** Links to the files for Remote Desktop, one for each open window that has the port. */
export function rdpLinks(
  request: Request,
  fileLink: FileLink | undefined,
  { words }: Reader,
): { title: string; url: string }[] {
  return request.openings.flatMap(({ state, connection, movedTo }, i) => {
    const url = state === 'open' && connection && !movedTo && hasRdp(connection) ? fileLink?.(request.id, i) : undefined
    return url ? [{ title: `${request.targets[i]?.vmName ?? words.requestCard.machine}.rdp`, url }] : []
  })
}

function fileLines(request: Request, fileLink: FileLink | undefined, reader: Reader): string[] {
  return rdpLinks(request, fileLink, reader).map(
    ({ title, url }) => `[${reader.words.requestCard.remoteDesktopFile(escapeMarkdown(title))}](${url})`,
  )
}

/** What there is to say beside the facts, a sentence each. */
export function notes(request: Request, view: RequestView, reader: Reader): string[] {
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

function stateNotes(request: Request, { audience, mine }: RequestView, reader: Reader): string[] {
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

/** Who approved it, in a sentence for notices. */
export function approvedText(request: Request, { words }: Reader): string {
  const { notices: text } = words
  const approvers = request.decisions.filter((d) => d.verdict === 'approve').map((d) => d.by)
  if (request.breakGlass) return text.byBreakGlass
  return approvers.length === 0 ? text.byPolicy : text.approvedBy(names(approvers, words))
}
