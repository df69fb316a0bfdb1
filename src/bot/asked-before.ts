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
  const show = runButton('Show it', `status ${before.id}`)
  const open = prefixesOf(before.source)
  const sameSource = prefixesOf(source).every((prefix) => open.includes(prefix))
  if (standingOf(before) && sameSource) return extensionOffer(deps.cards, before, wanted)
  if (standingOf(before)) {
    return answerCard(deps.cards, {
      title: 'You have this open from another address',
      tone: 'warning',
      paragraphs: [
        `Request ${before.id} has it open to ${sourceText(before.source, deps.reader.words)}. One port of one machine is open to you from one place at a time.`,
        `It can go on from ${sourceText(source, deps.reader.words)} until the same end, and the old address is shut; or close it and ask again. Nothing new was asked for.`,
      ],
      buttons: [
        runAsTyped('Move it', `address ${before.id} ${sourceWords(source)}`, turn.person),
        closeButton(before.id, deps.reader),
        show,
      ],
    })
  }
  return answerCard(deps.cards, {
    title: 'You have asked for this already',
    tone: 'warning',
    paragraphs: [`${standing(before, deps.reader)} Nothing new was asked for.`],
    buttons: [show],
  })
}
