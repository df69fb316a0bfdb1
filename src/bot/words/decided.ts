import { type Decided, longestComment } from '../../app/decide.ts'
import { findingText } from '../../domain/access-policy/finding-text.ts'
import { formatDuration } from '../../domain/duration.ts'
import { standing } from '../../domain/life-cycle/standing.ts'
import type { Reader } from '../../words/reader.ts'
import { approvalNote } from './describe.ts'

/** One sentence on how a decision ended, for the person who made it. Times in `zone`. */
export function decidedText(decided: Exclude<Decided, { kind: 'unknown' }>, reader: Reader): string {
  const { request } = decided
  switch (decided.kind) {
    case 'decided':
    case 'decided before':
    case 'too late':
      return standing(request, reader)
    case 'not allowed': {
      const groups = reader.words.describe.list(
        [...new Set(request.requirement.approvals.flatMap(({ from }) => from))],
        'or',
      )
      if (decided.why === 'own request') return 'You can not decide your own request. Somebody else has to.'
      if (decided.why === 'unknown group')
        return 'The group that decides this request can not be read right now. That is not your fault: the operator has been told. Try again in a minute.'
      return `You can not decide this request: that is for ${groups || 'nobody'}. Nothing has changed.`
    }
    case 'policy refuses':
      return `The access policy does not allow this request any more, so it can not be approved: ${decided.findings.map((each) => findingText(each, reader)).join(' ')}`
    case 'not for that time':
      return `You can approve this for 5 min to ${formatDuration(decided.mostMs)}: an approval can shorten what was asked for, and not widen it. Nothing has changed.`
    case 'approved otherwise':
      return `You approved this already${approvalNote(decided.before, reader.words)}, and an approval can not be changed. Nothing has changed; you can deny it while it waits.`
    case 'comment too long':
      return `A comment has at most ${longestComment} characters, and yours has ${decided.length}. Nothing has changed.`
    case 'policy cannot tell':
      return `This can not be decided right now: ${decided.why} Nothing has changed; try again later.`
  }
}
