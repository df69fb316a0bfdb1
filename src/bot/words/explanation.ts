import type { AllowedSource, AllowedSources } from '../../domain/access-policy/allowed-sources.ts'
import type { RequiredApproval, Requirement } from '../../domain/access-policy/analysis.ts'
import type { Explanation } from '../../domain/access-policy/explanation.ts'
import { findingText } from '../../domain/access-policy/finding-text.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { PersonId } from '../../domain/ids.ts'
import { showSource } from '../../domain/source.ts'
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
    notes: bounded(becauseTexts(explanation.analysis.requirement.approvals, reader), mostRefusals),
    refusals: bounded([...new Set(findings.map((each) => findingText(each, reader)))], mostRefusals),
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
  const lines = rules.map(({ rule, outcome }) => `${rule}: ${outcome}. ${demandsText(requirement, rule, reader)}`)
  const granted = requirement.approvals.length > 0 || approvers.length > 0
  return [
    { label: rules.length === 1 ? 'Rule' : 'Rules', value: bounded(lines, mostRules).join('\n') },
    {
      label: 'Approval',
      value: granted
        ? bounded(
            approvers.map(({ approval, people }) => approvalLine(approval, people, nameOf, reader)),
            mostRules,
          ).join('\n') + (requirement.selfApproval ? '\nYour own approval counts.' : '')
        : 'nobody has to agree',
    },
    { label: 'At most', value: longestText(requirement, reader) },
    {
      label: 'Reason',
      value:
        bounded([...new Set(requirement.reason.map((each) => reasonText(each, reader)))], mostReasons).join('; ') ||
        'optional',
    },
    { label: 'From', value: sourcesText(sources, reader) },
    { label: 'Lapses', value: `${formatDuration(requirement.within.value)} after it is asked for` },
  ]
}

function longestText({ maxDuration, maxTotal }: Requirement, reader: Reader): string {
  const once = `${formatDuration(maxDuration.value)} (${maxDuration.rule})`
  if (!maxTotal || maxTotal.value === maxDuration.value) return once
  return `${once}; ${formatDuration(maxTotal.value)} in all when it is extended (${maxTotal.rule})`
}

/** What one rule demands of this request. Its maximum is told where it is the one that counts. */
function demandsText(requirement: Requirement, rule: string, reader: Reader): string {
  const of = <T extends { readonly rule: string }>(all: readonly T[]) => all.filter((each) => each.rule === rule)
  const demands = [
    ...of(requirement.approvals).map((each) => approvalText(each, reader)),
    ...of([requirement.maxDuration]).map(({ value }) => `at most ${formatDuration(value)}`),
    ...of(requirement.reason).map(({ hint, optional }) =>
      optional
        ? `a reason, if given: ${short(hint ?? 'as its pattern says')}`
        : `a reason${hint === undefined ? '' : `: ${short(hint)}`}`,
    ),
    ...of(requirement.sources).map(({ networks, narrowest }) =>
      [
        networks === undefined ? '' : `from ${reader.words.describe.list(networks, 'or') || 'nowhere'}`,
        narrowest === undefined ? '' : widthText(narrowest, reader),
      ]
        .filter((text) => text !== '')
        .join(', '),
    ),
  ].filter((text) => text !== '')
  return demands.length === 0 ? 'Demands nothing more.' : `Demands ${demands.join('; ')}`
}

function bounded(lines: readonly string[], most: number): readonly string[] {
  return lines.length > most ? [...lines.slice(0, most), `and ${lines.length - most} more`] : lines
}

function short(hint: string): string {
  return hint.length > longestHint ? `${hint.slice(0, longestHint)}…` : hint
}

function approvalText({ count, from }: Omit<RequiredApproval, 'rule'>, reader: Reader): string {
  return `${count} ${count === 1 ? 'approval' : 'approvals'} from ${reader.words.describe.list([...from], 'or') || 'nobody'}`
}

function approvalLine(
  approval: RequiredApproval,
  people: readonly PersonId[],
  nameOf: (person: PersonId) => string | undefined,
  reader: Reader,
): string {
  return `${approvalText(approval, reader)} (${approval.rule}): ${peopleText(people, nameOf, reader)}`
}

function peopleText(
  people: readonly PersonId[],
  nameOf: (person: PersonId) => string | undefined,
  reader: Reader,
): string {
  if (people.length === 0) return 'nobody could now'
  const named = people.flatMap((person) => nameOf(person) ?? []).sort()
  const shown = named.slice(0, mostNames)
  const rest = people.length - shown.length
  const others = shown.length === 0 ? `${rest} ${rest === 1 ? 'person' : 'people'}` : `${rest} more`
  return `${reader.words.describe.list(rest === 0 ? shown : [...shown, others], 'or')} could now`
}

function reasonText({ hint, optional }: Requirement['reason'][number], reader: Reader): string {
  return `${optional ? 'optional' : 'required'}${hint === undefined ? '' : `: ${hint}`}`
}

/** `office or vpn, nothing wider than a /24`. */
function sourcesText({ ranges, narrowest }: AllowedSources, reader: Reader): string {
  const shown = ranges.slice(0, mostRanges).map(rangeText)
  const more = ranges.length > mostRanges ? [`${ranges.length - mostRanges} more`] : []
  const where = reader.words.describe.list([...shown, ...more], 'or') || 'nowhere: no address suits every rule'
  return narrowest === undefined ? where : `${where}, ${widthText(narrowest, reader)}`
}

function widthText(narrowest: number, reader: Reader): string {
  return narrowest >= 32 ? 'single addresses only' : `nothing wider than a /${narrowest}`
}

function rangeText({ prefix, network }: AllowedSource): string {
  if (prefix === '*') return 'any public address'
  return network === undefined ? showSource(prefix) : `${network} (${showSource(prefix)})`
}

function advice({ analysis, remedy }: Explanation, reader: Reader): string[] {
  switch (remedy.kind) {
    case 'none needed':
      return []
    case 'ask differently': {
      const { within } = remedy
      return [
        'Asked like this it is allowed:',
        ...(within ? [`From one address of your own within ${rangeText(within)}.`] : []),
      ]
    }
    case 'not theirs':
      return analysis.findings.some(({ kind }) => saysWhatToDo.has(kind))
        ? []
        : [
            'No other time, source, port or reason would change that: an admin would have to change the access policy or its groups.',
          ]
    default:
      return remedy satisfies never
  }
}
