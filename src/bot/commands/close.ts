import { closeRequest } from '../../app/close-request.ts'
import { parseRequestId } from '../../domain/ids.ts'
import { answerCard } from '../cards/answer.ts'
import { requestCard } from '../cards/request-card.ts'
import type { Command } from '../command.ts'
import { maySee } from '../may-see.ts'
import { closingText } from '../words/cancelled.ts'
import { requestTitle } from '../words/describe.ts'
import { noSuchRequest } from '../words/no-such-request.ts'

export const close: Command = {
  name: 'close',
  aliases: ['shut'],
  who: 'everyone',
  listed: false,
  usage: 'close [request]',
  examples: ['close'],
  async run({ deps, turn, rest }) {
    const open = rest === '' ? await deps.store.list({ requester: turn.person.id, states: ['open'], limit: 2 }) : []
    const said = rest === '' ? (open.length === 1 ? (open[0]?.id ?? '') : '') : (rest.split(' ')[0] ?? '')
    if (said === '') {
      const { close: text } = deps.reader.words.answers
      const [first] = open
      const paragraphs = [first ? text.several(first.id) : text.noneOpen]
      return answerCard(deps.cards, { title: text.nothing, tone: 'warning', paragraphs })
    }
    const id = parseRequestId(said)
    const request = id && (await deps.store.find(id))
    if (!id || !request || !(await maySee(deps, turn.person, request)))
      return await noSuchRequest(deps, turn, 'close', said)
    const asked = await closeRequest(deps, turn.person, id)
    if (asked.kind === 'unknown') return await noSuchRequest(deps, turn, 'close', said)
    if (asked.kind === 'closing')
      return requestCard(deps.cards, asked.request, {
        audience: asked.request.requester.id === turn.person.id ? 'requester' : 'approvers',
      })
    return answerCard(deps.cards, {
      title: requestTitle(asked.request, deps.reader.words),
      tone: 'warning',
      paragraphs: [closingText(asked, deps.reader)],
    })
  },
}
