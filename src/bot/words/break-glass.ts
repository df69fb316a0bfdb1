import type { RequiredApproval } from '../../domain/access-policy/analysis.ts'
import { awaitsReview } from '../../domain/life-cycle/review.ts'
import type { Request } from '../../domain/request.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import type { Answer } from '../cards/answer.ts'

/** `skipped 2 approvals from sre-leads (production)`; `no approval was needed` where no rule demands any. */
export function skippedText(skipped: readonly RequiredApproval[], reader: Reader): string {
  const demands = skipped.map(
    ({ rule, count, from }) =>
      `${count} ${count === 1 ? 'approval' : 'approvals'} from ${reader.words.describe.list(from, 'or') || 'nobody'} (${rule})`,
  )
  return demands.length === 0
    ? 'no rule names approvers for it'
    : `skipped ${reader.words.describe.list(demands, 'and')}`
}

/** What became of a break-glass besides its windows, oldest first: for the card's history. */
export function breakGlassHistory(request: Request, reader: Reader): string[] {
  const { breakGlass, requester } = request
  if (!breakGlass) return []
  return [
    `⚠ ${requester.name} broke the glass at ${zonedTime(request.submittedAt, reader)}: ${skippedText(breakGlass.skipped, reader)}`,
  ]
}

/** `✔ Signed for by …`, or nothing as long as nobody has. */
export function signature({ breakGlass }: Request, reader: Reader): string[] {
  const review = breakGlass?.review
  if (!review) return []
  const mark = review.verdict === 'justified' ? '✔' : '✖'
  const comment = review.comment === '' ? '' : `: ${review.comment}`
  return [`${mark} ${review.by.name} signed for it as ${review.verdict} at ${zonedTime(review.at, reader)}${comment}`]
}

/** What has still to be done about it. */
export function reviewNote(request: Request, reader: Reader): string | undefined {
  const { breakGlass } = request
  if (!breakGlass || breakGlass.review) return undefined
  const who = reader.words.describe.list(breakGlass.reviewers, 'or')
  return awaitsReview(request)
    ? `Somebody of ${who} has to sign for it, not ${request.requester.name}. It stands in each digest until then.`
    : `When it is over, somebody of ${who} signs for it.`
}

/** The requester is told what a reviewer made of it. */
export function reviewedNotice({ breakGlass }: Request, title: string, reader: Reader): Answer | undefined {
  const review = breakGlass?.review
  if (!review) return undefined
  const good = review.verdict === 'justified'
  return {
    title: `Break-glass signed as ${review.verdict}: ${title}`,
    tone: good ? 'good' : 'attention',
    paragraphs: [
      `${review.by.name} signed for your break-glass as ${review.verdict}${review.comment === '' ? '.' : `: ${review.comment}`}`,
      ...(good ? [] : ['Talk to them: what was done is in the ledger as it was done.']),
    ],
  }
}
