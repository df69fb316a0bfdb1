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

const unknownText = 'This is not known or not yours. Nothing was opened, and nothing has changed.'
const unknown = sentence(unknownText)

const noPolicy = sentence('No access policy is in force, so that nobody can sign. Try again later.')

/** Opens what was prepared: what the card carries is an id alone, and the reason that was typed on it. */
export const breakGlass: PressHandler = async (deps, turn, press) => {
  const id = parseRequestId(field(press, 'draft'))
  if (!id) return unknown
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
  switch (confirmed.kind) {
    case 'in the way':
      return `${standing(confirmed.request, reader)} Nothing more was opened.`
    case 'refused':
      return `Nothing was opened. ${[...new Set(confirmed.findings.map((each) => findingText(each, reader)))].join(' ')}`
    case 'no reason':
      return 'Say why it can not wait for an approval: those who were not asked read it. Nothing was opened.'
    case 'too late':
      return 'This confirmation is out of date. Type /jit break-glass again. Nothing was opened.'
    case 'machine gone':
      return 'The machine is not there any more, or has no JIT policy for these ports. Nothing was opened.'
    case 'nobody told':
      return 'No channel is bound where somebody would be told, so nothing was opened. Ask an admin.'
    case 'not yours':
      return 'Only whoever prepared this can confirm it. Nothing was opened, and the ledger has the attempt.'
    case 'unknown':
      return unknownText
  }
}

/** From a request of one's own that waits to the card that asks for a confirmation. */
export const offerBreakGlass: PressHandler = async (deps, turn, press) => {
  const id = parseRequestId(field(press, 'request'))
  const request = id && (await deps.store.find(id))
  if (!request || request.requester.id !== turn.person.id) return unknown
  if (request.state !== 'pending') return sentence(standing(request, deps.reader))
  const wish = glassWishOf(deps, request)
  return wish ? cardAnswer(await confirmable({ deps, turn }, wish)) : sentence('The machine is not there any more.')
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
  if (!id || (verdict !== 'justified' && verdict !== 'not justified')) return unknown
  const comment = plain(field(press, 'comment')).slice(0, 500)
  const reviewed = await reviewBreakGlass(deps, turn.person, id, { verdict, comment })
  if (!('request' in reviewed)) return reviewed.kind === 'unknown' ? unknown : noPolicy
  if (reviewed.kind === 'signed') return cardAnswer(await ownView(deps, turn, reviewed.request))
  return (await maySee(deps, turn.person, reviewed.request)) ? sentence(reviewText(reviewed, deps.reader)) : unknown
}

/** How a signature ended for whoever gave it. */
export function reviewText({ kind, request }: Extract<Reviewed, { request: Request }>, reader: Reader): string {
  const { review, reviewers = [] } = request.breakGlass ?? {}
  switch (kind) {
    case 'signed':
    case 'signed before':
      return `${review?.by.name ?? 'Somebody'} has signed for it already, as ${review?.verdict ?? 'seen'}. Nothing has changed.`
    case 'not over':
      return 'It is not over yet: sign for it when its windows are closed.'
    case 'no comment':
      return 'Say why it was not justified: a comment is needed for that. It is not signed yet.'
    case 'own':
      return 'You can not sign for your own break-glass. Somebody else has to.'
    case 'not a reviewer':
      return `You can not sign for this: that is for ${reader.words.describe.list(reviewers, 'or') || 'nobody'}. Nothing has changed.`
    case 'unknown group':
      return 'Who may sign can not be read right now. That is not your fault; try again in a minute.'
  }
}
