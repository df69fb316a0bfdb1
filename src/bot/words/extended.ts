import type { ExtensionAsked } from '../../app/extend-request.ts'
import { findingText } from '../../domain/access-policy/finding-text.ts'
import { standing } from '../../domain/life-cycle/standing.ts'
import type { Reader } from '../../words/reader.ts'

/** How asking for an extension ended, in sentences for the person who asked. */
export function extendedTexts(asked: Exclude<ExtensionAsked, { kind: 'unknown' }>, reader: Reader): string[] {
  const { decisions: text, describe } = reader.words
  const { request } = asked
  switch (asked.kind) {
    case 'asked':
      return [request.state === 'pending' ? text.extensionWaits(request.id) : text.beingExtended(request.id)]
    case 'already':
      return [text.extensionAskedBefore(standing(request, reader))]
    case 'not yours':
      return [text.onlyTheyExtend(request.requester.name)]
    case 'not open': {
      const closing = request.openings.some(({ state, closeAsked }) => state === 'open' && closeAsked)
      return [text.nothingToExtend(closing ? text.beingClosed(request.id) : standing(request, reader))]
    }
    case 'refused':
      return [...new Set(asked.findings.map((each) => findingText(each, reader))), text.staysUntilItsEnd]
    case 'no channel':
      return [
        text.extensionUnseen(describe.list(asked.names, 'or')),
        text.bindThenAsk(asked.names[0] ?? 'ops-approvals'),
      ]
  }
}
