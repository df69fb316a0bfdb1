import type { Check } from './check.ts'
import { exitCodeOf, summaryOf } from './check.ts'

const marks: Readonly<Record<Check['state'], string>> = { works: '✓', warning: '!', missing: '✗', unknown: '?' }

/** For the person in front of it: what was looked at, by area, and a sentence at the end. */
export function readable(title: string, checks: readonly Check[]): string {
  const areas = [...new Set(checks.map(({ area }) => area))]
  const blocks = areas.map((area) => {
    const lines = checks.filter((check) => check.area === area).map(line)
    return `${area}\n${lines.join('\n')}\n`
  })
  return `${title}\n\n${blocks.join('\n')}\n${summaryOf(checks)}\n`
}

function line({ state, name, text, missing = [] }: Check): string {
  return [`  ${marks[state]} ${name}: ${text}`, ...missing.map((right) => `      ${right.text}`)].join('\n')
}

/** The same for a program. */
export function asData(title: string, checks: readonly Check[]): string {
  const exitCode = exitCodeOf(checks)
  return `${JSON.stringify({ title, exitCode, summary: summaryOf(checks), checks }, null, 2)}\n`
}
