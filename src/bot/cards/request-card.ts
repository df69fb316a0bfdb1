import type { Abilities } from '../../app/abilities.ts'
import { formatDuration } from '../../domain/duration.ts'
import { grantedMs, shorterTimes } from '../../domain/granted.ts'
import type { PersonId } from '../../domain/ids.ts'
import type { Audience } from '../../domain/posting.ts'
import type { Request } from '../../domain/request.ts'
import type { FileLink } from '../../ports/downloads.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import type { Reader } from '../../words/reader.ts'
import { offersOf } from '../offers.ts'
import { awaitedTexts } from '../words/awaited.ts'
import { connectLines, rdpLinks } from '../words/connect.ts'
import { askText, requestTitle } from '../words/describe.ts'
import { escapeMarkdown } from '../words/escape.ts'
import { historyTexts } from '../words/history.ts'
import { openingText } from '../words/opening.ts'
import { notes } from '../words/request-notes.ts'
import { stateText, toneOf } from '../words/state.ts'
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
    // What most buttons send.
    press: { request: request.id, version: request.version },
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
    canDeny: can.decide && view.askForReason !== true,
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

function fileLines(request: Request, fileLink: FileLink | undefined, reader: Reader): string[] {
  return rdpLinks(request, fileLink, reader).map(
    ({ title, url }) => `[${reader.words.requestCard.remoteDesktopFile(escapeMarkdown(title))}](${url})`,
  )
}
