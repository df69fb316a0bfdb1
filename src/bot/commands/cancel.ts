import { cancelRequest } from '../../app/cancel-request.ts'
import { parseRequestId } from '../../domain/ids.ts'
import { opensLater } from '../../domain/life-cycle/decisions.ts'
import { answerCard } from '../cards/answer.ts'
import { closeButton } from '../cards/end-notice.ts'
import { requestCard } from '../cards/request-card.ts'
import type { Command } from '../command.ts'
import { maySee } from '../may-see.ts'
import { cancelledText } from '../words/cancelled.ts'
import { requestTitle } from '../words/describe.ts'
import { noSuchRequest } from '../words/no-such-request.ts'

export const cancel: Command = {
  name: 'cancel',
  aliases: ['withdraw'],
  who: 'everyone',
  usage: 'cancel [request]',
  examples: ['cancel'],
  async run({ deps, turn, rest }) {
    const pending =
      rest === ''
        ? (await deps.store.list({ requester: turn.person.id, states: ['pending', 'approved'], limit: 20 })).filter(
            (request) => request.state === 'pending' || opensLater(request, deps.clock.now()),
          )
        : []
    const said = rest === '' ? (pending.length === 1 ? (pending[0]?.id ?? '') : '') : (rest.split(' ')[0] ?? '')
    if (said === '') {
      const { cancel: text } = deps.reader.words.answers
      const [first] = pending
      const paragraphs = [first ? text.several(first.id) : text.noneWaits]
      return answerCard(deps.cards, { title: text.nothing, tone: 'warning', paragraphs })
    }
    const id = parseRequestId(said)
    const request = id && (await deps.store.find(id))
    if (!id || !request || !(await maySee(deps, turn.person, request)))
      return await noSuchRequest(deps, turn, 'cancel', said)
    const cancelled = await cancelRequest(deps, turn.person, id)
    if (cancelled.kind === 'unknown') return await noSuchRequest(deps, turn, 'cancel', said)
    if (cancelled.kind === 'cancelled') return requestCard(deps.cards, cancelled.request, { audience: 'requester' })
    return answerCard(deps.cards, {
      title: requestTitle(cancelled.request, deps.reader.words),
      tone: 'warning',
      paragraphs: [cancelledText(cancelled, deps.reader)],
      buttons:
        cancelled.request.state === 'open' && cancelled.kind === 'too late' ? [closeButton(id, deps.reader)] : [],
    })
  },
}
