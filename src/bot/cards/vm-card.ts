import type { Guards } from '../../app/read-guards.ts'
import type { VmNews } from '../../app/vm-news.ts'
import type { PolicyAnalysis } from '../../domain/access-policy/analysis.ts'
import { findingText } from '../../domain/access-policy/finding-text.ts'
import { formatDuration } from '../../domain/duration.ts'
import { partsOf } from '../../domain/ids.ts'
import type { JitCover, PortRule } from '../../domain/vm.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import type { Reader } from '../../words/reader.ts'
import { tell } from '../../words/text.ts'
import { portText } from '../words/describe.ts'
import { guardLines } from '../words/guard.ts'
import { type Onlooker, useText, windowLines } from '../words/vm.ts'
import { answerCard, type Button, type Tone } from './answer.ts'
import type { Cards } from './expand.ts'

/** What one machine's card shows. `analysis`: what the access policy says of this reader's asking for all of its ports. */
export interface VmView {
  readonly news: VmNews
  readonly reader: Onlooker
  readonly analysis: PolicyAnalysis | { readonly none: string }
  /** Absent: there are no JIT ports to look at. */
  readonly guards?: Guards
  readonly buttons: readonly Button[]
}

const mostTags = 12
const mostRules = 12
const longestValue = 80

/** One machine with everything that is known of it. */
export function vmCard(cards: Cards, view: VmView): OutgoingMessage {
  const { news, reader } = view
  const { vm } = news
  const { vmCard: text } = cards.reader.words
  const { labels } = text
  const windows = windowLines(news, reader)
  const configured = vm.jit.kind === 'configured'
  return answerCard(cards, {
    title: (windows.length > 0 ? text.titleOpen : text.title)(vm.name, text.kinds[vm.jit.kind]),
    tone: toneOf(view, windows),
    paragraphs: [
      ...(vm.jit.kind === 'unsupported' ? [text.unsupported(tell(vm.jit.why, reader))] : []),
      ...(vm.jit.kind === 'not configured' ? [text.noJitPolicy] : []),
    ],
    facts: [
      { label: labels.address, value: addresses(view, cards.reader) },
      {
        label: labels.system,
        value: `${vm.os === 'unknown' ? text.systemUnknown : vm.os}, ${power(vm.running, cards.reader)}`,
      },
      { label: labels.place, value: text.place(vm.resourceGroup, vm.location, vm.subscription) },
      { label: labels.tags, value: tags(vm.tags, cards.reader) },
      ...(vm.jit.kind === 'configured' ? vm.jit.covers.map((each) => coverFact(each, cards.reader)) : []),
      ...(configured || windows.length > 0
        ? [{ label: labels.openNow, value: windows.join('\n') || text.noWindow }]
        : []),
      ...(view.guards
        ? [{ label: labels.networkRules, value: guardLines(view.guards, news, reader).join('\n') || text.noRules }]
        : []),
      ...(configured
        ? [
            { label: labels.used, value: useText(news, reader) },
            { label: labels.approval, value: approval(view.analysis, cards.reader) },
          ]
        : []),
    ],
    buttons: view.buttons,
  })
}

function toneOf({ news }: VmView, windows: readonly string[]): Tone {
  if (windows.length > 0) return 'good'
  return news.vm.jit.kind === 'configured' ? 'accent' : 'emphasis'
}

function addresses({ news: { vm } }: VmView, reader: Reader): string {
  const { vmCard: text } = reader.words
  const covers = vm.jit.kind === 'configured' ? vm.jit.covers : []
  const firewalls = [...new Set(covers.flatMap((cover) => cover.firewallAddress ?? []))]
  const known = [
    ...firewalls.map(vm.firewallElsewhere ? text.firewallElsewhere : text.firewall),
    ...(vm.publicAddress === undefined ? [] : [text.publicAddress(vm.publicAddress)]),
    ...(vm.privateAddress === undefined ? [] : [text.privateAddress(vm.privateAddress)]),
  ]
  return known.join('\n') || text.unknown
}

function power(running: boolean | undefined, reader: Reader): string {
  const { vmCard: text } = reader.words
  if (running === undefined) return text.powerUnknown
  return running ? text.running : text.notRunning
}

function tags(all: Readonly<Record<string, string>>, reader: Reader): string {
  const entries = Object.entries(all)
  const { vmCard: text } = reader.words
  const shown = entries.slice(0, mostTags).map(([key, value]) => `${short(key)} = ${short(value)}`)
  if (entries.length === 0) return text.none
  return cutShort(shown, entries.length, reader)
}

function short(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}

function coverFact({ policy, rules }: JitCover, reader: Reader): { label: string; value: string } {
  const { vmCard: text } = reader.words
  const { name, resourceGroup } = partsOf(policy)
  const more = rules.length - mostRules
  const lines = rules.slice(0, mostRules).map((each) => ruleText(each, reader))
  const end = more > 0 ? [text.more(more)] : []
  return { label: text.labels.jitPolicy, value: [text.policyOf(name, resourceGroup), ...lines, ...end].join('\n') }
}

function ruleText(rule: PortRule, reader: Reader): string {
  const { vmCard: text } = reader.words
  const sources = rule.sources.includes('*')
    ? reader.words.describe.anyAddress
    : cutShort(rule.sources.slice(0, 4), rule.sources.length, reader)
  return text.rule(portText(rule, reader.words), formatDuration(rule.maxDurationMs), sources)
}

/** `a, b and 3 more`, where there are more than are shown. */
function cutShort(shown: readonly string[], count: number, { words }: Reader): string {
  const list = shown.join(', ')
  return count > shown.length ? words.vmCard.andMore(list, count - shown.length) : list
}

/** Who would have to agree to this reader's request, or why there can be none. */
function approval(analysis: VmView['analysis'], reader: Reader): string {
  const { describe, vmCard: text } = reader.words
  if ('none' in analysis) return text.noAccessPolicy(analysis.none)
  const refusals = analysis.findings
    .filter(({ kind }) => standsInTheWay.has(kind))
    .map((each) => findingText(each, reader))
  if (refusals.length > 0) return [...new Set(refusals)].join('\n')
  const { requirement, approvers } = analysis
  if (requirement.approvals.length === 0) return text.nobodyHasTo
  return approvers
    .map(({ approval: { count, from, rule }, people }) =>
      text.approval(count, describe.list(from, 'or') || text.nobody, rule, people.length),
    )
    .join('\n')
}

/** What no change of time, source or reason would mend. */
const standsInTheWay: ReadonlySet<string> = new Set([
  'not covered',
  'denied',
  'not a requester',
  'nobody can approve',
  'rule broke',
  'no policy',
])
