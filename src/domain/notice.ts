import type { NoticeKind, Posting } from './posting.ts'
import type { Request } from './request.ts'

/** The message that tells the requester of an event; one for each kind (and each opening anew, after a retry; `about` one target where each has its own). */
export function noticeOf(request: Request, notice: NoticeKind, about?: number): Posting {
  const round = request.openings.reduce((most, opening) => Math.max(most, opening.round), 0)
  // It may become stricter more than once.
  const of = notice === 'stricter' ? request.stricter?.at : about
  return {
    key: `notice:${request.id}:${notice}:${round}${of === undefined ? '' : `:${of}`}`,
    to:
      request.origin.personal && request.origin.conversation !== ''
        ? { kind: 'conversation', id: request.origin.conversation }
        : { kind: 'person', person: request.requester.id },
    content: { kind: 'notice', request: request.id, notice, mention: request.requester },
  }
}
