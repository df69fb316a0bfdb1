import { confirmSource } from '../../app/confirm-source.ts'
import { answerCard, runButton } from '../cards/answer.ts'
import type { Command } from '../command.ts'
import { isNetwork, noSource, sourceOf } from '../source-of.ts'
import { readSources } from '../text/read-sources.ts'
import { Reader } from '../text/reader.ts'
import { sourceText } from '../words/describe.ts'

export const from: Command = {
  name: 'from',
  aliases: ['source'],
  who: 'everyone',
  summary: 'Tell or see the address that you connect from',
  usage: 'from [addresses or networks]',
  details: [
    'It is used where a request names no other, and shown on the card before anybody approves.',
    'Several with commas; a network stands for all of its ranges.',
  ],
  examples: ['from 203.0.113.7', 'from'],
  async run({ deps, turn, rest }) {
    const said = rest === '' ? undefined : readSources(new Reader(rest), isNetwork(deps))
    const read = await sourceOf(deps, turn.person, said?.text)
    if (read.kind === 'problem')
      return answerCard(deps.cards, { title: 'That can not be used', tone: 'warning', paragraphs: [read.text] })
    if (read.kind === 'unknown')
      return answerCard(deps.cards, { title: 'No address is known', tone: 'warning', paragraphs: [noSource] })
    if (read.typed) await confirmSource(deps, turn.person, read.source)
    return answerCard(deps.cards, {
      title: `You connect from ${sourceText(read.source)}`,
      tone: 'good',
      paragraphs: [
        'Requests that name no other address use it. Change it any time with /jit from and another address.',
      ],
      buttons: [runButton('Request access', 'request')],
    })
  },
}
