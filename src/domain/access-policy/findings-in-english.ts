import { inEnglish } from '../../words/text.ts'
import type { Broke, Finding } from './analysis.ts'

/** As the ledger keeps them. */
export function findingsInEnglish(findings: readonly Finding[]): Finding[] {
  return findings.map((finding) =>
    finding.kind === 'rule broke' ? { ...finding, why: brokeInEnglish(finding.why) } : finding,
  )
}

function brokeInEnglish(why: Broke): Broke {
  return typeof why === 'object' && why.kind === 'unreadable groups'
    ? { ...why, reasons: why.reasons.map(inEnglish) }
    : why
}
