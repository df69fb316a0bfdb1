import type { RequiredApproval } from '../../domain/access-policy/analysis.ts'
import type { Reader } from '../../words/reader.ts'

/** Why somebody is asked whom the rule does not ask otherwise, a sentence for each rule. */
export function becauseTexts(approvals: readonly RequiredApproval[], reader: Reader): string[] {
  return [...new Set(approvals.flatMap((approval) => becauseText(approval, reader) ?? []))]
}

function becauseText({ rule, because }: RequiredApproval, reader: Reader): string | undefined {
  switch (because) {
    case 'outside hours':
      return `This was outside the hours of the rule "${rule}", which then asks for more approval.`
    case 'unattended used up':
      return `The rule "${rule}" asks nobody, but the requester has used up today's number of such requests: a person is asked instead.`
    case undefined:
      return undefined
    default:
      return because satisfies never
  }
}
