import type { AddressChanged } from '../../app/change-address.ts'
import { findingText } from '../../domain/access-policy/finding-text.ts'
import { standing } from '../../domain/life-cycle/standing.ts'
import type { Reader } from '../../words/reader.ts'
import { sourceText } from './describe.ts'

/** How changing the address of an open request ended, in sentences for the person who asked. Times in `zone`. */
export function movedTexts(changed: Exclude<AddressChanged, { kind: 'unknown' }>, reader: Reader): string[] {
  const { request } = changed
  switch (changed.kind) {
    case 'asked': {
      const [old, next] = [sourceText(changed.moved.source, reader.words), sourceText(request.source, reader.words)]
      return request.state === 'pending'
        ? [`Request ${request.id} asks for it and waits for approval. It stays open to ${old} meanwhile.`]
        : [`It is being opened to ${next} as request ${request.id}; ${old} is shut as soon as that is seen open.`]
    }
    case 'already':
      return [
        `Something was asked for already: ${standing(request, reader)} Nothing new was asked for; try again when that is done.`,
      ]
    case 'same':
      return [`It is open to ${sourceText(request.source, reader.words)} already, so that there is nothing to change.`]
    case 'not yours':
      return [`Only ${request.requester.name} can change the address. Nothing has changed.`]
    case 'not open': {
      const closing = request.openings.some(({ state, closeAsked }) => state === 'open' && closeAsked)
      return [
        `There is nothing to move. ${closing ? `Request ${request.id} is being closed.` : standing(request, reader)} Nothing has changed.`,
      ]
    }
    case 'ends soon':
      return [
        'It ends in a few minutes, and Azure opens nothing for so short a time. Extend it first, or ask anew from the new address. Nothing has changed.',
      ]
    case 'needs approval': {
      const wanted = changed.approvals.map(
        ({ count, from }) =>
          `${count} ${count === 1 ? 'approval' : 'approvals'} from ${reader.words.describe.list(from, 'or')}`,
      )
      return [
        `Approvers agreed to ${sourceText(request.source, reader.words)}; for another address the access policy demands ${reader.words.describe.list([...new Set(wanted)], 'and')}. What is open stays open until its end, and nothing has changed.`,
      ]
    }
    case 'refused':
      return [
        ...new Set(changed.findings.map((each) => findingText(each, reader))),
        'What is open stays open until its end.',
      ]
    case 'no channel':
      return [
        `The new address needs approval, and no channel is bound for approvals${changed.names.length > 0 ? ` under the name ${changed.names.join(' or ')}` : ''}: nobody would see it.`,
        `An admin types /jit here approvals ${changed.names[0] ?? 'ops-approvals'} in the approvers’ channel; then try again.`,
      ]
  }
}
