import { parseRequestId } from '../../domain/ids.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { addressButton } from '../cards/address-button.ts'
import { answerCard } from '../cards/answer.ts'
import { moveTo } from '../change-address-flow.ts'
import type { Command, CommandContext } from '../command.ts'
import { maySee } from '../may-see.ts'
import { isNetwork, sourceOf } from '../source-of.ts'
import { readSources } from '../text/read-sources.ts'
import { Reader } from '../text/reader.ts'
import { noSuchRequest } from '../words/no-such-request.ts'
import { from } from './from.ts'

export const address: Command = {
  name: 'address',
  aliases: ['moved', 'my-address'],
  who: 'everyone',
  listed: false,
  usage: 'address [request] [new addresses or networks]',
  examples: ['address'],
  async run(context) {
    const [said = '', ...words] = context.rest.split(' ')
    return parseRequestId(said) ? await change(context, said, words) : await from.run(context)
  },
}

async function change(
  context: CommandContext,
  said: string,
  words: readonly string[],
): Promise<OutgoingMessage | undefined> {
  const { deps, turn } = context
  const id = parseRequestId(said)
  const request = id && (await deps.store.find(id))
  if (!request || !(await maySee(deps, turn.person, request)))
    return await noSuchRequest(deps, turn, 'change the address', said)
  const mayAsk = words.at(-1)?.toLowerCase() === 'ask'
  const typed = (mayAsk ? words.slice(0, -1) : words).join(' ').replace(/^(from|to) /i, '')
  if (typed === '') return where(context, request.id)
  const read = await sourceOf(deps, turn.person, readSources(new Reader(typed), isNetwork(deps)).text)
  if (read.kind === 'unknown') return where(context, request.id)
  if (read.kind === 'problem')
    return answerCard(deps.cards, {
      title: deps.reader.words.answers.address.notUsable,
      tone: 'warning',
      paragraphs: [read.text(deps.reader)],
    })
  const answer = await moveTo(deps, turn, request.id, read.source, mayAsk)
  return answer === 'unknown' ? await noSuchRequest(deps, turn, 'change the address', said) : answer
}

function where({ deps }: CommandContext, id: string): OutgoingMessage {
  const { answers, chat } = deps.reader.words
  return answerCard(deps.cards, {
    title: answers.address.fromWhich,
    tone: 'accent',
    paragraphs: [answers.address.sayAddress],
    code: [`/jit address ${id} 203.0.113.8`],
    dialogs: addressButton(deps, { request: id }, chat.buttons.addressChanged),
  })
}
