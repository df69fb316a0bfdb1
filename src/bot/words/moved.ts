import type { AddressChanged } from '../../app/change-address.ts'
import { findingText } from '../../domain/access-policy/finding-text.ts'
import { standing } from '../../domain/life-cycle/standing.ts'
import type { Reader } from '../../words/reader.ts'
import { sourceText } from './describe.ts'

/** How changing the address of an open request ended, in sentences for the person who asked. */
export function movedTexts(changed: Exclude<AddressChanged, { kind: 'unknown' }>, reader: Reader): string[] {
  const { decisions: text, describe } = reader.words
  const { request } = changed
  switch (changed.kind) {
    case 'asked': {
      const [old, next] = [sourceText(changed.moved.source, reader.words), sourceText(request.source, reader.words)]
      return [request.state === 'pending' ? text.moveWaits(request.id, old) : text.beingMoved(next, request.id, old)]
    }
    case 'already':
      return [text.askedBefore(standing(request, reader))]
    case 'same':
      return [text.sameAddress(sourceText(request.source, reader.words))]
    case 'not yours':
      return [text.onlyTheyMove(request.requester.name)]
    case 'not open': {
      const closing = request.openings.some(({ state, closeAsked }) => state === 'open' && closeAsked)
      return [text.nothingToMove(closing ? text.beingClosed(request.id) : standing(request, reader))]
    }
    case 'ends soon':
      return [text.endsTooSoon]
    case 'needs approval': {
      const wanted = changed.approvals.map(({ count, from }) => text.approvals(count, describe.list(from, 'or')))
      const old = sourceText(request.source, reader.words)
      return [text.needsApproval(old, describe.list([...new Set(wanted)], 'and'))]
    }
    case 'refused':
      return [...new Set(changed.findings.map((each) => findingText(each, reader))), text.staysUntilItsEnd]
    case 'no channel':
      return [
        text.moveUnseen(describe.list(changed.names, 'or')),
        text.bindThenTry(changed.names[0] ?? 'ops-approvals'),
      ]
  }
}
