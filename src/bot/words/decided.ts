import { type Decided, longestComment } from '../../app/decide.ts'
import { findingText } from '../../domain/access-policy/finding-text.ts'
import { formatDuration } from '../../domain/duration.ts'
import { standing } from '../../domain/life-cycle/standing.ts'
import type { Request } from '../../domain/request.ts'
import type { Reader } from '../../words/reader.ts'
import { approvalNote, names } from './describe.ts'

/** One sentence on how a decision ended, for the person who made it. */
export function decidedText(decided: Exclude<Decided, { kind: 'unknown' }>, reader: Reader): string {
  const { decisions: text, describe } = reader.words
  const { request } = decided
  switch (decided.kind) {
    case 'decided':
    case 'decided before':
    case 'too late':
      return standing(request, reader)
    case 'not allowed': {
      const groups = [...new Set(request.requirement.approvals.flatMap(({ from }) => from))]
      if (decided.why === 'own request') return text.ownRequest
      if (decided.why === 'unknown group') return text.unknownGroup
      return text.notYours(describe.list(groups, 'or') || text.nobody)
    }
    case 'policy refuses':
      return text.policyRefuses(decided.findings.map((each) => findingText(each, reader)).join(' '))
    case 'not for that time':
      return text.notForThatTime(formatDuration(decided.mostMs))
    case 'approved otherwise':
      return text.approvedOtherwise(approvalNote(decided.before, reader.words))
    case 'comment too long':
      return text.commentTooLong(longestComment, decided.length)
    case 'policy cannot tell':
      return text.policyCannotTell(decided.why(reader))
  }
}

/** Who approved it, in a sentence for notices. */
export function approvedText(request: Request, { words }: Reader): string {
  const { notices: text } = words
  const approvers = request.decisions.filter((d) => d.verdict === 'approve').map((d) => d.by)
  if (request.breakGlass) return text.byBreakGlass
  return approvers.length === 0 ? text.byPolicy : text.approvedBy(names(approvers, words))
}
