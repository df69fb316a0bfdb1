import { type Confirmed, confirmBreakGlass } from '../../app/confirm-break-glass.ts'
import { type Reviewed, reviewBreakGlass } from '../../app/review-break-glass.ts'
import type { GlassWish } from '../../app/weigh-break-glass.ts'
import { findingText } from '../../domain/access-policy/finding-text.ts'
import { parseRequestId } from '../../domain/ids.ts'
import { standing } from '../../domain/life-cycle/standing.ts'
import type { Request } from '../../domain/request.ts'
import type { Reader } from '../../words/reader.ts'
import { confirmable } from '../break-glass-flow.ts'
import type { ChatDeps } from '../command.ts'
import { maySee } from '../may-see.ts'
import { ownView } from '../own-view.ts'
import { takenOver } from '../taken-over.ts'
import { plain } from '../text/normalise.ts'
import { cardAnswer, field, type PressHandler, sentence } from './press.ts'

const unknown = ({ reader }: ChatDeps) => sentence(reader.words.glass.unknown)

/** Opens what was prepared: what the card carries is an id alone, and the reason that was typed on it. */
export const breakGlass: PressHandler = async (deps, turn, press) => {
  const id = parseRequestId(field(press, 'draft'))
  if (!id) return unknown(deps)
  const { conversation } = turn
  const { thread } = conversation
  const takesOver = takenOver(turn, press.messageId)
  const confirmed = await confirmBreakGlass(deps, turn.person, {
    id,
    reason: plain(field(press, 'reason')),
    origin: {
      conversation: conversation.id,
      personal: conversation.kind === 'personal',
      ...(thread === undefined ? {} : { thread }),
    },
    ...(takesOver ? { takesOver } : {}),
  })
  if (isUnbroken(confirmed)) return sentence(unbrokenText(confirmed, deps.reader))
  return cardAnswer(await ownView(deps, turn, confirmed.request))
}

export type Unbroken =
  | { readonly kind: 'in the way'; readonly request: Request }
  | Exclude<Confirmed, { readonly request: Request }>

export function isUnbroken(confirmed: Confirmed): confirmed is Unbroken {
  return confirmed.kind !== 'broken' && confirmed.kind !== 'already'
}

/** Why a confirmation opened nothing. */
export function unbrokenText(confirmed: Unbroken, reader: Reader): string {
  const { glass: text } = reader.words
  switch (confirmed.kind) {
    case 'in the way':
      return text.inTheWay(standing(confirmed.request, reader))
    case 'refused':
      return text.notOpened([...new Set(confirmed.findings.map((each) => findingText(each, reader)))].join(' '))
    case 'no reason':
      return text.sayWhy
    case 'too late':
      return text.outOfDate
    case 'machine gone':
      return text.machineGone
    case 'nobody told':
      return text.noChannel
    case 'not yours':
      return text.notYours
    case 'unknown':
      return text.unknown
  }
}

/** From a request of one's own that waits to the card that asks for a confirmation. */
export const offerBreakGlass: PressHandler = async (deps, turn, press) => {
  const id = parseRequestId(field(press, 'request'))
  const request = id && (await deps.store.find(id))
  if (!request || request.requester.id !== turn.person.id) return unknown(deps)
  if (request.state !== 'pending') return sentence(standing(request, deps.reader))
  const wish = glassWishOf(deps, request)
  return wish ? cardAnswer(await confirmable({ deps, turn }, wish)) : sentence(deps.reader.words.glass.machineNotThere)
}

/** The same by breaking glass, no longer than that may last; undefined where a machine is gone. */
export function glassWishOf(
  deps: Pick<ChatDeps, 'estate' | 'policy'>,
  request: Request,
): (GlassWish & { readonly sourceTyped: boolean }) | undefined {
  const targets = request.targets.flatMap(({ vm, ports }) => {
    const known = deps.estate.get(vm)
    return known ? [{ vm: known, ports }] : []
  })
  if (targets.length < request.targets.length) return undefined
  const { source, reason } = request
  const inForce = deps.policy.current()
  const most = inForce.kind === 'policy' ? inForce.policy.breakGlass?.maxDurationMs : undefined
  const durationMs = Math.min(request.durationMs, most ?? request.durationMs)
  return { targets, durationMs, source, sourceTyped: false, reason }
}

/** A reviewer signs for a break-glass that is over. */
export const signReview: PressHandler = async (deps, turn, press) => {
  const id = parseRequestId(field(press, 'request'))
  const verdict = field(press, 'verdict')
  const { glass: text } = deps.reader.words
  if (!id || (verdict !== 'justified' && verdict !== 'not justified')) return unknown(deps)
  const comment = plain(field(press, 'comment')).slice(0, 500)
  const reviewed = await reviewBreakGlass(deps, turn.person, id, { verdict, comment })
  if (!('request' in reviewed)) return reviewed.kind === 'unknown' ? unknown(deps) : sentence(text.review.noPolicy)
  if (reviewed.kind === 'signed') return cardAnswer(await ownView(deps, turn, reviewed.request))
  return (await maySee(deps, turn.person, reviewed.request))
    ? sentence(reviewText(reviewed, deps.reader))
    : unknown(deps)
}

/** How a signature ended for whoever gave it. */
export function reviewText({ kind, request }: Extract<Reviewed, { request: Request }>, reader: Reader): string {
  const { review, reviewers = [] } = request.breakGlass ?? {}
  const { describe, glass } = reader.words
  const { review: text } = glass
  switch (kind) {
    case 'signed':
    case 'signed before':
      return text.signedBefore(review?.by.name ?? text.somebody, review?.verdict ?? 'seen')
    case 'not over':
      return text.notOver
    case 'no comment':
      return text.noComment
    case 'own':
      return text.own
    case 'not a reviewer':
      return reviewers.length === 0 ? text.forNobody : text.notForYou(describe.list(reviewers, 'or'))
    case 'unknown group':
      return text.unknownGroup
  }
}
