import { confirmSource } from '../../app/confirm-source.ts'
import type { Source } from '../../domain/request.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { addressButton } from '../cards/address-button.ts'
import { answerCard, runButton } from '../cards/answer.ts'
import type { ChatDeps, Command } from '../command.ts'
import { isNetwork, sourceOf } from '../source-of.ts'
import { readSources } from '../text/read-sources.ts'
import { Reader } from '../text/reader.ts'
import { ageText } from '../words/address-page.ts'
import { sourceText } from '../words/describe.ts'

export const from: Command = {
  name: 'from',
  aliases: ['source'],
  who: 'everyone',
  usage: 'from [addresses or networks]',
  examples: ['from 203.0.113.7', 'from'],
  async run({ deps, turn, rest }) {
    const { words } = deps.reader
    const said = rest === '' ? undefined : readSources(new Reader(rest), isNetwork(deps))
    const read = await sourceOf(deps, turn.person, said?.text)
    if (read.kind === 'problem')
      return answerCard(deps.cards, {
        title: words.answers.address.notUsable,
        tone: 'warning',
        paragraphs: [read.text(deps.reader)],
      })
    if (read.kind === 'unknown')
      return answerCard(deps.cards, {
        title: words.answers.from.noAddress,
        tone: 'warning',
        paragraphs: [deps.reader.words.asking.source.unknown],
        dialogs: addressButton(deps),
      })
    if (read.typed) await confirmSource(deps, turn.person, read.source)
    const known = read.typed ? undefined : await deps.sources.recall(turn.person.id)
    return youConnectFrom(deps, read.source, known?.confirmedAt)
  },
}

/** `confirmedAt`: when it was, if that was not just now. Epoch milliseconds. */
export function youConnectFrom(deps: ChatDeps, source: Source, confirmedAt: number | undefined): OutgoingMessage {
  const { answers, chat } = deps.reader.words
  const { from: text } = answers
  const days = Math.round(deps.sourceRememberedMs / 86_400_000)
  return answerCard(deps.cards, {
    title: text.youConnect(sourceText(source, deps.reader.words)),
    tone: 'good',
    paragraphs: [
      ...(confirmedAt === undefined ? [] : [text.confirmed(ageText(confirmedAt, deps.reader))]),
      text.howUsed,
      text.forgotten(days),
    ],
    buttons: [runButton(chat.buttons.requestAccess, 'request')],
    dialogs: addressButton(deps),
  })
}
