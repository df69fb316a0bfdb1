import type { AllowedSource, AllowedSources } from '../../domain/access-policy/allowed-sources.ts'
import type { RequiredApproval, Requirement } from '../../domain/access-policy/analysis.ts'
import type { Explanation } from '../../domain/access-policy/explanation.ts'
import { findingText } from '../../domain/access-policy/finding-text.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { PersonId } from '../../domain/ids.ts'
import { showSource } from '../../domain/source.ts'
import type { Words } from '../../words/en.ts'
import type { Reader } from '../../words/reader.ts'
import { becauseTexts } from './because.ts'

/** An explanation in plain words. `allowed`: nothing stands in the way of what was said so far. */
export interface Explained {
  readonly allowed: boolean
  /** Why more approval is asked for than otherwise, a sentence each. */
  readonly notes: readonly string[]
  /** Why not, a sentence each. */
  readonly refusals: readonly string[]
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  /** What to do to be allowed, or that nothing can be done from here. */
  readonly advice: readonly string[]
}

const mostRules = 10
const mostNames = 8
const mostRefusals = 10
const mostReasons = 5
const longestHint = 120
/** Findings that no other wording mends, and that tell themselves what to do. */
const saysWhatToDo: ReadonlySet<string> = new Set([
  'rule broke',
  'no policy',
  'outside hours',
  'too many open',
  'unattended used up',
])
const mostRanges = 6

/** `nameOf` answers undefined for somebody whose name is not known. Used in the chat and on the command line. */
export function explain(
  explanation: Explanation,
  nameOf: (person: PersonId) => string | undefined,
  reader: Reader,
): Explained {
  const { findings } = explanation.analysis
  return {
    allowed: findings.length === 0,
    notes: bounded(becauseTexts(explanation.analysis.requirement.approvals, reader), mostRefusals, reader),
    refusals: bounded([...new Set(findings.map((each) => findingText(each, reader)))], mostRefusals, reader),
    facts: facts(explanation, nameOf, reader),
    advice: advice(explanation, reader),
  }
}

function facts(
  { analysis, sources }: Explanation,
  nameOf: (person: PersonId) => string | undefined,
  reader: Reader,
): Explained['facts'] {
  const { requirement, rules, approvers } = analysis
  if (rules.length === 0) return []
  const { explanation: text } = reader.words
  const { label } = text
  const lines = rules.map(({ rule, outcome }) =>
    text.rule(rule, text.outcome[outcome], demandsText(requirement, rule, reader)),
  )
  const granted = requirement.approvals.length > 0 || approvers.length > 0
  const agree = approvers.map(({ approval, people }) => approvalLine(approval, people, nameOf, reader))
  const own = requirement.selfApproval ? `\n${text.ownCounts}` : ''
  const reasons = [...new Set(requirement.reason.map((each) => reasonText(each, reader)))]
  return [
    { label: rules.length === 1 ? label.rule : label.rules, value: bounded(lines, mostRules, reader).join('\n') },
    {
      label: label.approval,
      value: granted ? bounded(agree, mostRules, reader).join('\n') + own : text.nobodyHasTo,
    },
    { label: label.most, value: longestText(requirement, reader) },
    {
      label: label.reason,
      value: bounded(reasons, mostReasons, reader).join('; ') || text.reasonOptional(undefined),
    },
    { label: label.from, value: sourcesText(sources, reader) },
    { label: label.lapses, value: text.lapses(formatDuration(requirement.within.value)) },
  ]
}

function longestText({ maxDuration, maxTotal }: Requirement, { words: { explanation: text } }: Reader): string {
  const once = text.most(formatDuration(maxDuration.value), maxDuration.rule)
  if (!maxTotal || maxTotal.value === maxDuration.value) return once
  return text.mostInAll(once, formatDuration(maxTotal.value), maxTotal.rule)
}

/** What one rule demands of this request; undefined where it is nothing. Its maximum is told where it is the one that counts. */
function demandsText(requirement: Requirement, rule: string, reader: Reader): string | undefined {
  const { explanation: text, describe } = reader.words
  const of = <T extends { readonly rule: string }>(all: readonly T[]) => all.filter((each) => each.rule === rule)
  const demands = [
    ...of(requirement.approvals).map((each) => approvalText(each, reader)),
    ...of([requirement.maxDuration]).map(({ value }) => text.atMost(formatDuration(value))),
    ...of(requirement.reason).map(({ hint, optional }) => {
      const shown = hint === undefined ? undefined : short(hint)
      return optional ? text.aReasonIfGiven(shown) : text.aReason(shown)
    }),
    ...of(requirement.sources).map(({ networks, narrowest }) =>
      [
        ...(networks === undefined ? [] : [text.fromNetworks(describe.list(networks, 'or'))]),
        ...(narrowest === undefined ? [] : [reader.words.findings.width(narrowest)]),
      ].join(', '),
    ),
  ].filter((each) => each !== '')
  return demands.length === 0 ? undefined : demands.join('; ')
}

function bounded(lines: readonly string[], most: number, { words }: Reader): readonly string[] {
  const more = lines.length - most
  return more > 0 ? [...lines.slice(0, most), words.explanation.andMore(more)] : lines
}

function short(hint: string): string {
  return hint.length > longestHint ? `${hint.slice(0, longestHint)}…` : hint
}

function approvalText({ count, from }: Omit<RequiredApproval, 'rule'>, { words }: Reader): string {
  return words.explanation.approvals(count, words.describe.list(from, 'or'))
}

function approvalLine(
  approval: RequiredApproval,
  people: readonly PersonId[],
  nameOf: (person: PersonId) => string | undefined,
  reader: Reader,
): string {
  const who = peopleText(people, nameOf, reader)
  return reader.words.explanation.whoCould(approvalText(approval, reader), approval.rule, who)
}

function peopleText(
  people: readonly PersonId[],
  nameOf: (person: PersonId) => string | undefined,
  { words: { describe, explanation: text } }: Reader,
): string {
  if (people.length === 0) return text.nobodyCould
  const named = people.flatMap((person) => nameOf(person) ?? []).sort()
  const shown = named.slice(0, mostNames)
  const rest = people.length - shown.length
  const others = shown.length === 0 ? text.people(rest) : text.morePeople(rest)
  return text.could(describe.list(rest === 0 ? shown : [...shown, others], 'or'))
}

function reasonText({ hint, optional }: Requirement['reason'][number], { words }: Reader): string {
  return optional ? words.explanation.reasonOptional(hint) : words.explanation.reasonRequired(hint)
}

/** `office or vpn, nothing wider than a /24`. */
function sourcesText({ ranges, narrowest }: AllowedSources, { words }: Reader): string {
  const { explanation: text } = words
  const shown = ranges.slice(0, mostRanges).map((range) => rangeText(range, words))
  const more = ranges.length > mostRanges ? [text.moreRanges(ranges.length - mostRanges)] : []
  const where = words.describe.list([...shown, ...more], 'or') || text.nowhere
  return narrowest === undefined ? where : `${where}, ${words.findings.width(narrowest)}`
}

function rangeText({ prefix, network }: AllowedSource, { explanation: text }: Words): string {
  if (prefix === '*') return text.anyPublic
  return network === undefined ? showSource(prefix) : `${network} (${showSource(prefix)})`
}

function advice({ analysis, remedy }: Explanation, { words }: Reader): string[] {
  const { explanation: text } = words
  switch (remedy.kind) {
    case 'none needed':
      return []
    case 'ask differently': {
      const { within } = remedy
      return [text.likeThis, ...(within ? [text.oneAddressWithin(rangeText(within, words))] : [])]
    }
    case 'not theirs':
      return analysis.findings.some(({ kind }) => saysWhatToDo.has(kind)) ? [] : [text.nothingHelps]
    default:
      return remedy satisfies never
  }
}
