import type { Requirement } from '../../domain/access-policy/analysis.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { Person } from '../../domain/person.ts'
import type { Vm } from '../../domain/vm.ts'
import type { Choice } from '../../ports/chat.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { portText } from '../words/describe.ts'
import { escapeMarkdown } from '../words/escape.ts'
import { type Button, texts } from './answer.ts'
import type { Cards } from './expand.ts'

/** What the form shows, in the person's own words as far as they got. Durations in milliseconds. */
export interface FormView {
  readonly vm: Vm
  /** Whose form it is: sent off by somebody else, it is made anew for them. */
  readonly author: Person
  readonly requirement?: Requirement
  readonly ports: readonly number[]
  readonly durationMs?: number
  readonly source: string
  readonly reason: string
  readonly networks: readonly string[]
  readonly problems: readonly string[]
  /** What the author asked for of late, each one press away. */
  readonly favourites: readonly Button[]
}

const minutes = [15, 30, 60, 120, 240, 480, 720, 1440]

/** The form for one machine: only ports of its JIT policy, only durations that both policies allow. */
export function formCard(cards: Cards, view: FormView): OutgoingMessage {
  const { vm, requirement } = view
  const rules = vm.jit.kind === 'configured' ? vm.jit.covers.flatMap((cover) => cover.rules) : []
  const maxMs = Math.min(requirement?.maxDuration.value ?? 86_400_000, ...rules.map((rule) => rule.maxDurationMs))
  const durations = [
    ...new Set([...minutes.map((m) => m * 60_000), maxMs, ...(view.durationMs ? [view.durationMs] : [])]),
  ]
    .filter((ms) => ms <= maxMs)
    .sort((a, b) => a - b)
  const chosen = view.durationMs && view.durationMs <= maxMs ? view.durationMs : Math.min(3_600_000, maxMs)
  const ports = view.ports.length > 0 || rules.length !== 1 ? view.ports : rules.map((rule) => rule.number)
  const demands = (requirement?.reason ?? []).filter(({ optional }) => optional !== true)
  const hint = demands.find((demand) => demand.hint)?.hint ?? 'What the access is for; approvers and auditors read it.'
  const approvals = requirement?.approvals.reduce((most, { count }) => Math.max(most, count), 0) ?? 0
  const title = `Request access to ${vm.name}`
  const card = cards.expand('form', {
    vm: vm.id,
    author: view.author.id,
    machine: escapeMarkdown(vm.name),
    subtitle: escapeMarkdown(
      `${vm.resourceGroup}, ${vm.location}. ${approvals === 0 ? 'Nobody has to approve.' : `Needs ${approvals} ${approvals === 1 ? 'approval' : 'approvals'}.`}`,
    ),
    problems: texts(view.problems),
    favourites: view.favourites,
    ports: ports.join(','),
    portChoices: unique(
      rules.map((rule) => ({
        title: `${portText(rule)}, at most ${formatDuration(rule.maxDurationMs)}`,
        value: String(rule.number),
      })),
    ),
    duration: String(chosen / 60_000),
    durationLabel: `For how long (at most ${formatDuration(maxMs)})`,
    durationChoices: durations.map((ms) => ({ title: formatDuration(ms), value: String(ms / 60_000) })),
    source: view.source,
    sourceLabel: `From which address${view.networks.length > 0 ? ` (or a network: ${view.networks.join(', ')})` : ''}`,
    reason: view.reason,
    reasonLabel: demands.length > 0 ? 'Reason' : 'Reason (optional)',
    reasonRequired: demands.length > 0,
    reasonHint: hint,
    notes: texts(['The clock starts when the port opens, not now.'].map(escapeMarkdown)),
  })
  return { card, summary: title }
}

function unique(choices: readonly Choice[]): Choice[] {
  return [...new Map(choices.map((choice) => [choice.value, choice])).values()]
}

/** The first step: choose a machine by typing. `draft` is carried on unseen and is only ever a suggestion. */
export function chooseMachineCard(
  cards: Cards,
  view: {
    readonly choices: readonly Choice[]
    readonly problems: readonly string[]
    readonly favourites: readonly Button[]
    readonly draft: Readonly<Record<string, string>>
  },
): OutgoingMessage {
  const card = cards.expand('choose-machine', {
    choices: view.choices,
    problems: texts(view.problems),
    favourites: view.favourites,
    draft: view.draft,
  })
  return { card, summary: 'Request access: choose a machine' }
}
