import type { RequiredApproval } from '../../domain/access-policy/analysis.ts'
import { awaitsReview } from '../../domain/life-cycle/review.ts'
import type { Request } from '../../domain/request.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import type { Answer } from '../cards/answer.ts'

/** `skipped 2 approvals from sre-leads (production)`; `no approval was needed` where no rule demands any. */
export function skippedText(skipped: readonly RequiredApproval[], reader: Reader): string {
  const { breakGlassCard: text, describe, waiting } = reader.words
  const demands = skipped.map(({ rule, count, from }) =>
    text.skippedDemand(count, describe.list(from, 'or') || waiting.nobody, rule),
  )
  return demands.length === 0 ? text.noApprovers : text.skipped(describe.list(demands, 'and'))
}

/** What became of a break-glass besides its windows, oldest first: for the card's history. */
export function breakGlassHistory(request: Request, reader: Reader): string[] {
  const { breakGlass, requester } = request
  if (!breakGlass) return []
  return [
    reader.words.breakGlassCard.brokeGlass(
      requester.name,
      zonedTime(request.submittedAt, reader),
      skippedText(breakGlass.skipped, reader),
    ),
  ]
}

/** `✔ Signed for by …`, or nothing as long as nobody has. */
export function signature({ breakGlass }: Request, reader: Reader): string[] {
  const review = breakGlass?.review
  if (!review) return []
  const { signed } = reader.words.breakGlassCard
  return [signed[review.verdict](review.by.name, zonedTime(review.at, reader), review.comment)]
}

/** What has still to be done about it. */
export function reviewNote(request: Request, reader: Reader): string | undefined {
  const { breakGlass } = request
  if (!breakGlass || breakGlass.review) return undefined
  const { breakGlassCard: text, describe } = reader.words
  const who = describe.list(breakGlass.reviewers, 'or')
  return awaitsReview(request) ? text.hasToSign(who, request.requester.name) : text.signsWhenOver(who)
}

/** The requester is told what a reviewer made of it. */
export function reviewedNotice({ breakGlass }: Request, title: string, reader: Reader): Answer | undefined {
  const review = breakGlass?.review
  if (!review) return undefined
  const { breakGlassCard: text } = reader.words
  const good = review.verdict === 'justified'
  return {
    title: text.reviewedTitle[review.verdict](title),
    tone: good ? 'good' : 'attention',
    paragraphs: [text.reviewed[review.verdict](review.by.name, review.comment), ...(good ? [] : [text.talkToThem])],
  }
}
