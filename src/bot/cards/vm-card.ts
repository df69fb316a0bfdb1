import type { Guards } from '../../app/read-guards.ts'
import type { VmNews } from '../../app/vm-news.ts'
import type { PolicyAnalysis } from '../../domain/access-policy/analysis.ts'
import { findingText } from '../../domain/access-policy/finding-text.ts'
import { formatDuration } from '../../domain/duration.ts'
import { partsOf } from '../../domain/ids.ts'
import type { JitCover, PortRule } from '../../domain/vm.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import type { Reader } from '../../words/reader.ts'
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
  const windows = windowLines(news, reader)
  const configured = vm.jit.kind === 'configured'
  return answerCard(cards, {
    title: `${vm.name}: ${vm.jit.kind}${windows.length > 0 ? ', open' : ''}`,
    tone: toneOf(view, windows),
    paragraphs: [
      ...(vm.jit.kind === 'unsupported' ? [`Just-in-time access does not support it: ${vm.jit.why}.`] : []),
      ...(vm.jit.kind === 'not configured' ? ['No JIT policy covers it, so that no port of it can be asked for.'] : []),
    ],
    facts: [
      { label: 'Address', value: addresses(view, cards.reader) },
      {
        label: 'System',
        value: `${vm.os === 'unknown' ? 'system unknown' : vm.os}, ${power(vm.running, cards.reader)}`,
      },
      { label: 'Place', value: `${vm.resourceGroup}, ${vm.location}, subscription ${vm.subscription}` },
      { label: 'Tags', value: tags(vm.tags, cards.reader) },
      ...(vm.jit.kind === 'configured' ? vm.jit.covers.map((each) => coverFact(each, cards.reader)) : []),
      ...(configured || windows.length > 0
        ? [{ label: 'Open now', value: windows.join('\n') || 'no window that the bot knows of' }]
        : []),
      ...(view.guards
        ? [{ label: 'Network rules', value: guardLines(view.guards, news, reader).join('\n') || 'none for its ports' }]
        : []),
      ...(configured
        ? [
            { label: 'Used', value: useText(news, reader) },
            { label: 'Approval', value: approval(view.analysis, cards.reader) },
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
  const covers = vm.jit.kind === 'configured' ? vm.jit.covers : []
  const firewalls = [...new Set(covers.flatMap((cover) => cover.firewallAddress ?? []))]
  const known = [
    ...firewalls.map(
      (address) =>
        `${address} (its firewall: connect to this one${vm.firewallElsewhere ? '; it stands in another network, which Defender does not support' : ''})`,
    ),
    ...(vm.publicAddress === undefined ? [] : [`${vm.publicAddress} (public)`]),
    ...(vm.privateAddress === undefined ? [] : [`${vm.privateAddress} (private)`]),
  ]
  return known.join('\n') || 'unknown'
}

function power(running: boolean | undefined, reader: Reader): string {
  if (running === undefined) return 'power state unknown'
  return running ? 'running' : 'not running: start it before you connect'
}

function tags(all: Readonly<Record<string, string>>, reader: Reader): string {
  const entries = Object.entries(all)
  const shown = entries.slice(0, mostTags).map(([key, value]) => `${short(key)} = ${short(value)}`)
  return `${shown.join(', ')}${entries.length > mostTags ? ` and ${entries.length - mostTags} more` : ''}` || 'none'
}

function short(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}

function coverFact({ policy, rules }: JitCover, reader: Reader): { label: string; value: string } {
  const { name, resourceGroup } = partsOf(policy)
  const more = rules.length - mostRules
  const lines = rules.slice(0, mostRules).map((each) => ruleText(each, reader))
  const end = more > 0 ? [`and ${more} more`] : []
  return { label: 'JIT policy', value: [`${name} of ${resourceGroup}`, ...lines, ...end].join('\n') }
}

function ruleText(rule: PortRule, reader: Reader): string {
  const sources = rule.sources.includes('*')
    ? 'any address'
    : `${rule.sources.slice(0, 4).join(', ')}${rule.sources.length > 4 ? ` and ${rule.sources.length - 4} more` : ''}`
  return `${portText(rule, reader.words)}, at most ${formatDuration(rule.maxDurationMs)}, from ${sources}`
}

/** Who would have to agree to this reader's request, or why there can be none. */
function approval(analysis: VmView['analysis'], reader: Reader): string {
  if ('none' in analysis) return `No access policy is in force: ${analysis.none}`
  const refusals = analysis.findings
    .filter(({ kind }) => standsInTheWay.has(kind))
    .map((each) => findingText(each, reader))
  if (refusals.length > 0) return [...new Set(refusals)].join('\n')
  const { requirement, approvers } = analysis
  if (requirement.approvals.length === 0) return 'nobody has to agree'
  return approvers
    .map(({ approval: { count, from, rule }, people }) => {
      const could = `${people.length} ${people.length === 1 ? 'person' : 'people'} could now`
      return `${count} from ${reader.words.describe.list(from, 'or') || 'nobody'} (${rule}; ${could})`
    })
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
