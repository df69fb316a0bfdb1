import { standingOf } from '../domain/life-cycle/extension.ts'
import { standing } from '../domain/life-cycle/standing.ts'
import type { Request, Source } from '../domain/request.ts'
import { prefixesOf } from '../domain/source-ranges.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { answerCard, runAsTyped, runButton } from './cards/answer.ts'
import { closeButton } from './cards/end-notice.ts'
import { extensionOffer, type Wanted } from './cards/extension-offer.ts'
import type { CommandContext } from './command.ts'
import { sourceWords } from './source-of.ts'
import { sourceText } from './words/describe.ts'

/** The same person asks for what they have asked for: pointed at it, and where it is open to what it takes to have it longer, or from elsewhere. */
export function askedBefore(
  { deps, turn }: CommandContext,
  before: Request,
  source: Source,
  wanted: Wanted,
): OutgoingMessage {
  const { asking } = deps.reader.words
  const { before: text } = asking
  const show = runButton(asking.show, `status ${before.id}`)
  const open = prefixesOf(before.source)
  const sameSource = prefixesOf(source).every((prefix) => open.includes(prefix))
  if (standingOf(before) && sameSource) return extensionOffer(deps.cards, before, wanted)
  if (standingOf(before)) {
    return answerCard(deps.cards, {
      title: text.elsewhere,
      tone: 'warning',
      paragraphs: [
        text.openTo(before.id, sourceText(before.source, deps.reader.words)),
        text.canMove(sourceText(source, deps.reader.words)),
      ],
      buttons: [
        runAsTyped(text.move, `address ${before.id} ${sourceWords(source)}`, turn.person),
        closeButton(before.id, deps.reader),
        show,
      ],
    })
  }
  return answerCard(deps.cards, {
    title: text.title,
    tone: 'warning',
    paragraphs: [text.standing(standing(before, deps.reader))],
    buttons: [show],
  })
}
