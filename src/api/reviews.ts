import { isListedAsReviewer } from '../app/list-reviews.ts'
import { reviewBreakGlass } from '../app/review-break-glass.ts'
import { reviewText } from '../bot/presses/break-glass-presses.ts'
import { plain } from '../bot/text/normalise.ts'
import { parseRequestId } from '../domain/ids.ts'
import type { PageRoute } from '../ports/page-api.ts'
import { json, notFound, refused } from './answers.ts'
import type { ApiDeps } from './api-deps.ts'
import { fieldsOf, text, unfit } from './fields.ts'
import { requestView } from './request-view.ts'
import { done, told } from './told.ts'

const most = 50
const longestComment = 500

/** The uses of break-glass that nobody has signed for yet, for those who may read them, and the signature. */
export function reviewRoutes(deps: ApiDeps): readonly PageRoute[] {
  return [
    {
      method: 'GET',
      path: 'reviews',
      async answer({ person }) {
        // A page asks by itself, so that this is no attempt of theirs.
        const unsigned = (await isListedAsReviewer(deps, person, false)) ? await deps.breakGlass.unsigned(most) : []
        return json({
          now: deps.clock.now(),
          requests: await Promise.all(unsigned.map((request) => requestView(deps, person, request))),
        })
      },
    },
    {
      method: 'POST',
      path: 'requests/{id}/review',
      async answer(call) {
        const id = parseRequestId(call.params.id ?? '')
        if (!id) return notFound(deps)
        const fields = fieldsOf(call.body)
        const { verdict } = fields
        if (verdict !== 'justified' && verdict !== 'not justified') throw unfit(({ noVerdict }) => noVerdict)
        const comment = plain(text(fields, 'comment', longestComment))
        const reviewed = await reviewBreakGlass(deps, call.person, id, { verdict, comment })
        if (!('request' in reviewed))
          return reviewed.kind === 'unknown'
            ? notFound(deps)
            : refused(503, 'no policy', deps.reader.words.glass.review.noPolicy)
        if (reviewed.kind === 'signed') return await done(deps, call, reviewed.request)
        const { kind, request } = reviewed
        const status = kind === 'own' || kind === 'not a reviewer' ? 403 : kind === 'no comment' ? 422 : 409
        return await told(deps, call, request, { status, code: kind, said: reviewText(reviewed, deps.reader) })
      },
    },
  ]
}
