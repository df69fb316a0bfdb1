import { findingText } from '../../domain/access-policy/finding-text.ts'
import type { Request } from '../../domain/request.ts'
import type { Reader } from '../../words/reader.ts'
import { becauseTexts } from './because.ts'

/** How the access policy became stricter since it was asked for, in sentences; none if it did not. */
export function stricterTexts({ stricter }: Request, reader: Reader): string[] {
  if (!stricter) return []
  const demands = stricter.approvals
    .filter(({ because }) => because === undefined)
    .map(({ rule, count, from }) => {
      const approvals = count === 1 ? 'an approval' : `${count} approvals`
      return `The access policy became stricter since this was asked for: the rule "${rule}" now demands ${approvals} from ${reader.words.describe.list(from, 'or') || 'nobody'}.`
    })
  const refusals = stricter.findings.map((finding) =>
    finding.kind === 'outside hours'
      ? findingText(finding, reader)
      : `The access policy became stricter since this was asked for: ${findingText(finding, reader)}`,
  )
  return [...demands, ...becauseTexts(stricter.approvals, reader), ...refusals]
}
