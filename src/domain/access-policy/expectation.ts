import { noOne } from '../../words/reader.ts'
import { formatDuration } from '../duration.ts'
import type { PersonId } from '../ids.ts'
import { showSource } from '../source.ts'
import type { Explanation } from './explanation.ts'
import { findingText } from './finding-text.ts'
import type { Approval } from './policy.ts'

/** What an ask gets: refused, allowed with nobody asked, or allowed with these approvals. */
export type Outcome = 'refused' | 'unattended' | readonly Approval[]

/** What somebody expects an access policy to say to one ask. What is absent is not compared. */
export interface Expectation {
  readonly gets: Outcome
  /** Each is found in a reason for the refusal: its kind, its rule or its words. */
  readonly because: readonly string[]
  /** The rules that count, all of them. */
  readonly rules?: readonly string[]
  /** Everybody who could give an approval. */
  readonly by?: readonly PersonId[]
  readonly longestMs?: number
  /** Networks by name, ranges, or `any`: all that suit. */
  readonly sources?: readonly string[]
}

/** One part in which the decision is not what was expected, in words. */
export interface Mismatch {
  readonly part: string
  readonly expected: string
  readonly found: string
}

/** What the access policy says to an ask, as an expectation names it. */
export function outcomeOf({ analysis }: Pick<Explanation, 'analysis'>): Outcome {
  if (analysis.findings.length > 0) return 'refused'
  const { approvals } = analysis.requirement
  return approvals.length === 0 ? 'unattended' : approvals.map(({ count, from }) => ({ count, from }))
}

/** In what the decision differs from what was expected; empty if in nothing. */
export function mismatches(
  expected: Expectation,
  found: Explanation,
  nameOf: (person: PersonId) => string,
): readonly Mismatch[] {
  const { findings, rules, requirement, approvers } = found.analysis
  const reasons = findings.map((finding) => ({
    searched: [finding.kind, 'rule' in finding ? finding.rule : '', findingText(finding, noOne)]
      .join('\n')
      .toLowerCase(),
    shown: findingText(finding, noOne),
  }))
  const outcome = outcomeOf(found)
  const unsaid = expected.because.filter((why) => !reasons.some(({ searched }) => searched.includes(why.toLowerCase())))
  const surprise = expected.gets !== 'refused' && outcome === 'refused'
  const people = [...new Set(approvers.flatMap((approver) => approver.people))]
  return [
    ...compared('gets', outcomeText(expected.gets), outcomeText(outcome)),
    ...(unsaid.length > 0 || surprise
      ? [
          {
            part: 'because',
            expected: unsaid.join('; ') || '–',
            found: reasons.map(({ shown }) => shown).join(' ') || 'it is not refused',
          },
        ]
      : []),
    ...comparedLists(
      'rules',
      expected.rules,
      rules.map(({ rule }) => rule),
    ),
    ...comparedLists('by', expected.by?.map(nameOf), people.map(nameOf)),
    ...(expected.longestMs === undefined
      ? []
      : compared('longest', formatDuration(expected.longestMs), formatDuration(requirement.maxDuration.value))),
    ...comparedLists('sources', expected.sources?.map(plainSource), found.sources.ranges.map(sourceName)),
  ]
}

/** `refused`, `unattended`, `1 approval from a or b and 2 approvals from c`: the same approvals have the same text. */
export function outcomeText(outcome: Outcome): string {
  if (typeof outcome === 'string') return outcome
  const texts = outcome.map(
    ({ count, from }) =>
      `${count} ${count === 1 ? 'approval' : 'approvals'} from ${[...from].sort().join(' or ') || 'nobody'}`,
  )
  return [...new Set(texts)].sort().join(' and ')
}

function sourceName({ prefix, network }: Explanation['sources']['ranges'][number]): string {
  return prefix === '*' ? 'any' : (network ?? showSource(prefix))
}

function plainSource(text: string): string {
  return /^[\d.]+\/32$/.test(text) ? showSource(text) : text
}

function comparedLists(part: string, expected: readonly string[] | undefined, found: readonly string[]): Mismatch[] {
  const text = (items: readonly string[]) => [...new Set(items)].sort().join(', ') || 'none'
  return expected === undefined ? [] : compared(part, text(expected), text(found))
}

function compared(part: string, expected: string, found: string): Mismatch[] {
  return expected === found ? [] : [{ part, expected, found }]
}
