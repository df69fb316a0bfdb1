import { findingText } from '../../domain/access-policy/finding-text.ts'
import type { Request } from '../../domain/request.ts'
import type { Reader } from '../../words/reader.ts'
import { becauseTexts } from './because.ts'

/** How the access policy became stricter since it was asked for, in sentences; none if it did not. */
export function stricterTexts({ stricter }: Request, reader: Reader): string[] {
  if (!stricter) return []
  const { describe, waiting } = reader.words
  const { stricter: text } = waiting
  const demands = stricter.approvals
    .filter(({ because }) => because === undefined)
    .map(({ rule, count, from }) => text.demands(rule, count, describe.list(from, 'or') || waiting.nobody))
  const refusals = stricter.findings.map((finding) =>
    finding.kind === 'outside hours' ? findingText(finding, reader) : text.refuses(findingText(finding, reader)),
  )
  return [...demands, ...becauseTexts(stricter.approvals, reader), ...refusals]
}
