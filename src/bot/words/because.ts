import type { RequiredApproval } from '../../domain/access-policy/analysis.ts'
import type { Reader } from '../../words/reader.ts'

/** Why somebody is asked whom the rule does not ask otherwise, a sentence for each rule. */
export function becauseTexts(approvals: readonly RequiredApproval[], reader: Reader): string[] {
  return [...new Set(approvals.flatMap((approval) => becauseText(approval, reader) ?? []))]
}

function becauseText({ rule, because }: RequiredApproval, { words }: Reader): string | undefined {
  return because && words.waiting.because[because](rule)
}
