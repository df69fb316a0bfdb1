import { cancelRequest } from '../app/cancel-request.ts'
import { closeRequest } from '../app/close-request.ts'
import { decide, type Verdict } from '../app/decide.ts'
import { extendRequest } from '../app/extend-request.ts'
import { retryRequest } from '../app/retry-request.ts'
import { originOf } from '../bot/origin-of.ts'
import { plain } from '../bot/text/normalise.ts'
import { cancelledText, closingText } from '../bot/words/cancelled.ts'
import { decidedText } from '../bot/words/decided.ts'
import { extendedTexts } from '../bot/words/extended.ts'
import { retriedText } from '../bot/words/retried.ts'
import { parseRequestId, type RequestId } from '../domain/ids.ts'
import type { PageAnswer, PageCall, PageRoute } from '../ports/page-api.ts'
import { notFound } from './answers.ts'
import type { ApiDeps } from './api-deps.ts'
import { fieldsOf, text, Unfit, whole } from './fields.ts'
import { done, told } from './told.ts'
import { turnOf } from './turn.ts'

const longestReason = 500
const mostMinutes = 1_440

type Act = (call: PageCall, id: RequestId) => Promise<PageAnswer>

/** What a person does with a request: the use cases of the buttons, with their sentences. What came too late or is not theirs is 409 or 403. */
export function actRoutes(deps: ApiDeps): readonly PageRoute[] {
  const act = (name: string, perform: Act): PageRoute => ({
    method: 'POST',
    path: `requests/{id}/${name}`,
    async answer(call) {
      const id = parseRequestId(call.params.id ?? '')
      return id ? await perform(call, id) : notFound(deps)
    },
  })
  const decideBy = async (call: PageCall, id: RequestId, verdict: Verdict): Promise<PageAnswer> => {
    const decided = await decide(deps, call.person, id, verdict)
    if (decided.kind === 'unknown') return notFound(deps)
    if (decided.kind === 'decided' || decided.kind === 'decided before') return await done(deps, call, decided.request)
    const status = decided.kind === 'not allowed' ? 403 : decided.kind === 'too late' ? 409 : 422
    return await told(deps, call, decided.request, {
      status,
      code: decided.kind,
      said: decidedText(decided, deps.reader),
    })
  }

  return [
    act('approve', async (call, id) => {
      const fields = fieldsOf(call.body)
      const minutes = whole(fields, 'minutes', 1, mostMinutes)
      const comment = plain(text(fields, 'comment', 2_000))
      return await decideBy(call, id, {
        kind: 'approve',
        ...(minutes === undefined ? {} : { forMs: minutes * 60_000 }),
        ...(comment === '' ? {} : { comment }),
      })
    }),
    act('deny', async (call, id) => {
      const reason = plain(text(fieldsOf(call.body), 'reason', longestReason))
      if (reason === '') throw new Unfit(({ words }) => words.pressing.denyNeedsReason)
      return await decideBy(call, id, { kind: 'deny', reason })
    }),
    act('cancel', async (call, id) => {
      const cancelled = await cancelRequest(deps, call.person, id)
      if (cancelled.kind === 'unknown') return notFound(deps)
      const { kind, request } = cancelled
      const said = cancelledText(cancelled, deps.reader)
      if (kind === 'cancelled') return await done(deps, call, request, said)
      return await told(deps, call, request, { status: kind === 'not yours' ? 403 : 409, code: kind, said })
    }),
    act('close', async (call, id) => {
      const asked = await closeRequest(deps, call.person, id)
      if (asked.kind === 'unknown') return notFound(deps)
      const said = closingText(asked, deps.reader)
      if (asked.kind === 'closing') return await done(deps, call, asked.request, said)
      const status = asked.kind === 'not yours' ? 403 : 409
      return await told(deps, call, asked.request, { status, code: asked.kind, said })
    }),
    act('extend', async (call, id) => {
      const fields = fieldsOf(call.body)
      const minutes = whole(fields, 'minutes', 1, mostMinutes)
      if (minutes === undefined) throw new Unfit(({ words }) => words.api.howManyMinutes)
      const reason = plain(text(fields, 'reason', longestReason))
      const origin = originOf(await turnOf(deps, call))
      const asked = await extendRequest(deps, call.person, id, {
        durationMs: minutes * 60_000,
        origin,
        ...(reason === '' ? {} : { reason }),
      })
      if (asked.kind === 'unknown') return notFound(deps)
      const said = extendedTexts(asked, deps.reader).join(' ')
      if (asked.kind === 'asked') return await done(deps, call, asked.request, said)
      const status = asked.kind === 'not yours' ? 403 : asked.kind === 'refused' ? 422 : 409
      return await told(deps, call, asked.request, { status, code: asked.kind, said })
    }),
    act('retry', async (call, id) => {
      const retried = await retryRequest(deps, call.person, id)
      if (retried.kind === 'unknown') return notFound(deps)
      if (retried.kind === 'retried') return await done(deps, call, retried.request)
      const status = retried.kind === 'not yours' ? 403 : retried.kind === 'policy refuses' ? 422 : 409
      return await told(deps, call, retried.request, {
        status,
        code: retried.kind,
        said: retriedText(retried, deps.reader),
      })
    }),
  ]
}
