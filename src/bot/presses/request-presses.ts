import { cancelRequest } from '../../app/cancel-request.ts'
import { closeRequest } from '../../app/close-request.ts'
import { decide, mayDecide } from '../../app/decide.ts'
import { retryRequest } from '../../app/retry-request.ts'
import { parseRequestId } from '../../domain/ids.ts'
import type { Request } from '../../domain/request.ts'
import type { Press, PressAnswer, Turn } from '../../ports/chat.ts'
import type { ChatDeps } from '../command.ts'
import { maySee } from '../may-see.ts'
import { ownView } from '../own-view.ts'
import { plain } from '../text/normalise.ts'
import { cancelledText, closingText } from '../words/cancelled.ts'
import { decidedText } from '../words/decided.ts'
import { retriedText } from '../words/retried.ts'
import { cardAnswer, field, type PressHandler, sentence, unknownRequest } from './press.ts'

/** As asked, or with a comment and for a shorter time. A time that can not be read approves nothing. */
export const approve: PressHandler = async (deps, turn, press) => {
  const chosen = field(press, 'approveFor')
  const asAsked = press.data.approveFor === undefined || chosen === 'as asked'
  const minutes = /^\d{1,5}$/.test(chosen) ? Number(chosen) : Number.NaN
  const comment = plain(field(press, 'comment', 2_000))
  return await decidePressed(deps, turn, press, {
    kind: 'approve',
    ...(asAsked ? {} : { forMs: minutes * 60_000 }),
    ...(comment === '' ? {} : { comment }),
  })
}

/** A deny without a reason is a field error: the card comes back with the question, the request stays as it is. */
export const deny: PressHandler = async (deps, turn, press) => {
  const reason = plain(field(press, 'reason')).slice(0, 500)
  const request = reason === '' ? await requestOf(deps, press) : undefined
  if (request?.state !== 'pending' || !(await mayDecide(deps, turn.person, request))) {
    return await decidePressed(deps, turn, press, { kind: 'deny', reason })
  }
  return cardAnswer(await ownView(deps, turn, request, deps.reader.words.pressing.denyNeedsReason))
}

async function requestOf(deps: ChatDeps, press: Press): Promise<Request | undefined> {
  const id = parseRequestId(field(press, 'request'))
  return id && (await deps.store.find(id))
}

async function decidePressed(
  deps: ChatDeps,
  turn: Turn,
  press: Press,
  verdict: Parameters<typeof decide>[3],
): Promise<PressAnswer> {
  const request = await requestOf(deps, press)
  const decided = request && (await decide(deps, turn.person, request.id, verdict))
  if (!decided || decided.kind === 'unknown') return unknownRequest(deps)
  if (decided.kind === 'decided' || decided.kind === 'decided before')
    return cardAnswer(await ownView(deps, turn, decided.request))
  // Whoever pressed a button saw the card; a forged press must not tell its sender more than that.
  return (await maySee(deps, turn.person, decided.request)) || decided.kind === 'not allowed'
    ? sentence(decidedText(decided, deps.reader))
    : unknownRequest(deps)
}

export const cancel: PressHandler = async (deps, turn, press) => {
  const id = parseRequestId(field(press, 'request'))
  const cancelled = id ? await cancelRequest(deps, turn.person, id) : undefined
  if (!cancelled || cancelled.kind === 'unknown' || !(await maySee(deps, turn.person, cancelled.request)))
    return unknownRequest(deps)
  if (cancelled.kind === 'cancelled') return cardAnswer(await ownView(deps, turn, cancelled.request))
  const text = cancelledText(cancelled, deps.reader)
  // The newest card has the button to close it.
  const closes = cancelled.kind === 'too late' && cancelled.request.state === 'open'
  return closes ? cardAnswer(await ownView(deps, turn, cancelled.request, text)) : sentence(text)
}

export const close: PressHandler = async (deps, turn, press) => {
  const id = parseRequestId(field(press, 'request'))
  const asked = id ? await closeRequest(deps, turn.person, id) : undefined
  if (!asked || asked.kind === 'unknown' || !(await maySee(deps, turn.person, asked.request)))
    return unknownRequest(deps)
  if (asked.kind === 'closing') return cardAnswer(await ownView(deps, turn, asked.request))
  return sentence(closingText(asked, deps.reader))
}

export const retry: PressHandler = async (deps, turn, press) => {
  const id = parseRequestId(field(press, 'request'))
  const retried = id ? await retryRequest(deps, turn.person, id) : undefined
  if (!retried || retried.kind === 'unknown' || !(await maySee(deps, turn.person, retried.request)))
    return unknownRequest(deps)
  if (retried.kind === 'retried') return cardAnswer(await ownView(deps, turn, retried.request))
  return sentence(retriedText(retried, deps.reader))
}

/**
 * Brings the presser's own view of a card up to date, asked for by a person or by their client. Whoever may not read of the request gets
 * an answer only for a card of it that stands where they are.
 */
export const refresh: PressHandler = async (deps, turn, press) => {
  const id = parseRequestId(field(press, 'request'))
  const request = id && (await deps.store.find(id))
  if (!request) return unknownRequest(deps)
  return (await maySee(deps, turn.person, request)) || (await isHere(deps, turn, press, request))
    ? cardAnswer(await ownView(deps, turn, request))
    : unknownRequest(deps)
}

async function isHere({ outbox }: ChatDeps, turn: Turn, { messageId }: Press, { id }: Request): Promise<boolean> {
  return messageId !== undefined && (await outbox.shows(id, { conversation: turn.conversation.id, messageId }))
}
