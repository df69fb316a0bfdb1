import type { ExtensionAsked } from '../../app/extend-request.ts'
import { findingText } from '../../domain/access-policy/finding-text.ts'
import { standing } from '../../domain/life-cycle/standing.ts'
import type { Reader } from '../../words/reader.ts'

/** How asking for an extension ended, in sentences for the person who asked. Times in `zone`. */
export function extendedTexts(asked: Exclude<ExtensionAsked, { kind: 'unknown' }>, reader: Reader): string[] {
  const { request } = asked
  switch (asked.kind) {
    case 'asked':
      return request.state === 'pending'
        ? [`Request ${request.id} asks for it and waits for approval. What is open stays open until its end meanwhile.`]
        : [`It is being extended: the card of request ${request.id} shows it.`]
    case 'already':
      return [
        `An extension was asked for already. ${standing(request, reader)} Nothing new was asked for; it can be extended again once that is open.`,
      ]
    case 'not yours':
      return [`Only ${request.requester.name} can have it extended. Nothing has changed.`]
    case 'not open': {
      const closing = request.openings.some(({ state, closeAsked }) => state === 'open' && closeAsked)
      const what = closing ? `Request ${request.id} is being closed.` : standing(request, reader)
      return [`There is nothing to extend. ${what} Nothing has changed.`]
    }
    case 'refused':
      return [
        ...new Set(asked.findings.map((each) => findingText(each, reader))),
        'What is open stays open until its end.',
      ]
    case 'no channel':
      return [
        `An extension needs approval, and no channel is bound for approvals${asked.names.length > 0 ? ` under the name ${asked.names.join(' or ')}` : ''}: nobody would see it.`,
        `An admin types /jit here approvals ${asked.names[0] ?? 'ops-approvals'} in the approvers’ channel; then ask again.`,
      ]
  }
}
