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
import { showSource } from '../../domain/source.ts'
import type { FileLink } from '../../ports/downloads.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { decidingGroups } from '../may-see.ts'
import { offersOf } from '../offers.ts'
import { awaitedTexts, escalatedTexts } from '../words/awaited.ts'
import { becauseTexts } from '../words/because.ts'
import { reviewNote } from '../words/break-glass.ts'
import { standInTexts } from '../words/delegation.ts'
import { askText, names, requestTitle } from '../words/describe.ts'
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

const sessionsStay = 'Sessions that are already connected stay up; no new one can be made.'

/** What becomes of sessions; that no new one can be made is said only where it is so. */
export function stays({ openings }: Request, reader: Reader): string {
  const isOpen = openings.some(({ state, keptBy }) => state === 'closing' || keptBy !== undefined)
  return isOpen ? 'Sessions that are already connected stay up.' : sessionsStay
}

const firewallElsewhereText =
  'The Azure Firewall stands in another network than the machine, peered with it perhaps. Defender opens a firewall for machines of its own network alone: if you do not get through, ask your platform team to move the JIT rules or the machine.'

/** The one card of a request: every state, both audiences. Pure. */
export function requestCard(cards: Cards, request: Request, view: RequestView): OutgoingMessage {
  const { reader } = cards
  const { audience, viewers = [] } = view
  const status = stateText(request, reader)
  const forApprovers = audience === 'approvers'
  const can = offersOf(request, view, reader.now)
  const { breakGlass } = request
  const choices = can.extendMs.map((ms) => ({ title: formatDuration(ms), value: String(ms / 60_000) }))
  const asks = breakGlass
    ? `broke glass, without an approval, on ${requestTitle(request, cards.reader.words)}`
    : askText(request, reader)
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
    commands: audience === 'requester' && request.state === 'open' ? texts(connectLines(request, cards.reader)) : [],
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
        title: `${grantedMs(request) < request.durationMs ? 'As shortened' : 'As asked'}: ${formatDuration(grantedMs(request))}`,
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
  switch (opening?.state) {
    case undefined:
    case 'waiting':
      return 'not opened yet'
    case 'calling':
    case 'accepted':
      return 'opening'
    case 'open':
      if (opening.movedTo) return `goes on as request ${opening.movedTo}; the old address is being shut`
      return `open until ${zonedTime(opening.endsAt ?? 0, reader)}${notFromText(opening, reader)}`
    case 'closing':
      return 'window over, checking that it is shut'
    case 'closed':
      if (opening.movedTo) return `goes on from another address as request ${opening.movedTo}`
      return opening.extendedBy ? `extended by request ${opening.extendedBy}` : 'closed'
    case 'failed':
      return `could not be opened: ${opening.failure ?? 'no reason known'}`
  }
}

/** `, but not from 198.51.100.0/24`. */
export function notFromText({ notFrom }: Pick<Opening, 'notFrom'>, reader: Reader): string {
  return notFrom ? `, but not from ${reader.words.describe.list(notFrom.sources.map(showSource), 'or')}` : ''
}

export function connectLines(request: Request, reader: Reader): string[] {
  return request.openings.flatMap(({ state, connection, movedTo }) =>
    state === 'open' && connection && !movedTo ? commandsFor(connection).map(({ text }) => text) : [],
  )
}

/** Links to the files for Remote Desktop, one for each open window that has the port. */
export function rdpLinks(request: Request, fileLink: FileLink | undefined): { title: string; url: string }[] {
  return request.openings.flatMap(({ state, connection, movedTo }, i) => {
    const url = state === 'open' && connection && !movedTo && hasRdp(connection) ? fileLink?.(request.id, i) : undefined
    return url ? [{ title: `${request.targets[i]?.vmName ?? 'machine'}.rdp`, url }] : []
  })
}

function fileLines(request: Request, fileLink: FileLink | undefined, reader: Reader): string[] {
  return rdpLinks(request, fileLink).map(({ title, url }) => `[Remote Desktop file ${escapeMarkdown(title)}](${url})`)
}

/** What there is to say beside the facts, a sentence each. */
export function notes(request: Request, view: RequestView, reader: Reader): string[] {
  const review = reviewNote(request, reader)
  const standIns = request.state === 'pending' ? standInTexts(request, reader) : []
  return [...(review === undefined ? [] : [review]), ...stateNotes(request, view, reader), ...standIns]
}

/** What the one reader of a pending request can do with it. */
function yoursText({ decide, decided }: Abilities, wanted: readonly string[], reader: Reader): string {
  if (decided) return 'You have approved it; it waits for somebody else.'
  if (decide) return 'You can approve or deny it.'
  return `You can not decide it: that is for ${reader.words.describe.list([...new Set(wanted)], 'or')}.`
}

function stateNotes(request: Request, { audience, mine }: RequestView, reader: Reader): string[] {
  const doubts = [...new Set(request.openings.flatMap((opening) => doubtText(opening, reader) ?? []))].slice(0, 3)
  if (extenderOf(request)) return ['Nothing was shut: the access goes on under the other request.']
  const mover = moverOf(request)
  if (mover && request.state === 'closed')
    return [
      `The access goes on from another address as request ${mover}. ${sessionsStay}`.replace(
        'made',
        'made from the old one',
      ),
    ]
  if (request.state === 'closed' || request.state === 'closing') return [...doubts, stays(request, reader)]
  const because =
    request.state === 'pending'
      ? [...new Set([...stricterTexts(request, reader), ...becauseTexts(request.requirement.approvals, reader)])]
      : []
  if (request.state === 'pending' && audience === 'approvers') {
    const wanted = decidingGroups(request)
    const whoText = `${[...new Set(wanted)].join(', ')} can decide; ${request.requirement.selfApproval ? 'the requester may too' : 'the requester can not'}.`
    return [
      ...escalatedTexts(request, reader),
      ...because,
      mine ? yoursText(mine, wanted, reader) : `${whoText} It is checked when the button is pressed.`,
    ]
  }
  const told = [...escalatedTexts(request, reader), ...because]
  if (request.state === 'pending' && told.length > 0) return told
  const closing = request.openings.flatMap(({ state, closeAsked, movedTo }) =>
    closeAsked && state === 'open'
      ? [
          closeAsked.note ??
            (movedTo ? `Request ${movedTo} goes on from another address.` : undefined) ??
            `${closeAsked.by.name} asked to close it: it is being shut.`,
        ]
      : [],
  )
  const notFrom = request.openings.flatMap((opening, i) =>
    opening.state === 'open' && opening.notFrom
      ? [`${request.targets[i]?.vmName} is open${notFromText(opening, reader)}: ${opening.notFrom.why}.`]
      : [],
  )
  if (closing.length > 0) return [...new Set([...closing, ...notFrom])]
  if (request.state !== 'open' || audience !== 'requester') return [...notFrom, ...doubts]
  const connections = request.openings.flatMap(({ state, connection }) =>
    state === 'open' && connection ? [connection] : [],
  )
  const isOff = connections.some(({ running }) => running === false)
  const isFar = connections.some(({ firewallElsewhere }) => firewallElsewhere)
  const start = isOff ? ['The machine was not running when last seen: start it first.'] : []
  return [...start, ...(isFar ? [firewallElsewhereText] : []), ...notFrom, ...doubts]
}

/** Approvers by name, for notices. */
export function approversText(request: Request, reader: Reader): string {
  const approvers = request.decisions.filter((d) => d.verdict === 'approve').map((d) => d.by)
  if (request.breakGlass) return 'nobody: break-glass'
  return approvers.length === 0 ? 'the access policy' : names(approvers, reader.words)
}
