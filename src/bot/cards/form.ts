import type { Requirement } from '../../domain/access-policy/analysis.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { Person } from '../../domain/person.ts'
import type { Vm } from '../../domain/vm.ts'
import type { Choice } from '../../ports/chat.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import type { Reader } from '../../words/reader.ts'
import { fullPortText } from '../words/describe.ts'
import { escapeMarkdown } from '../words/escape.ts'
import { rulesOf } from '../words/vm.ts'
import { type Button, type DialogButton, texts } from './answer.ts'
import type { Cards } from './expand.ts'

/** What the form shows, in the person's own words as far as they got. Durations in milliseconds. */
export interface FormView {
  /** At least one, each with the ports chosen so far. */
  readonly machines: readonly { readonly vm: Vm; readonly ports: readonly number[] }[]
  /** Further machines to begin with, before anything is typed. */
  readonly more: readonly Choice[]
  /** Whose form it is: sent off by somebody else, it is made anew for them. */
  readonly author: Person
  readonly requirement?: Requirement
  readonly durationMs?: number
  readonly source: string
  /** How old the address in `source` is, where it is the remembered one. */
  readonly sourceAge?: string
  /** *Use my address*, if there is a page for that. */
  readonly dialogs: readonly DialogButton[]
  /** Nothing but the address is missing: the request goes on when it is known. */
  readonly goOn?: boolean
  /** `2026-11-30` and `22:00`, in the reader's own zone. */
  readonly startDate?: string
  readonly startTime?: string
  readonly reason: string
  readonly networks: readonly string[]
  readonly problems: readonly string[]
  /** What the author asked for of late, each one press away. */
  readonly favourites: readonly Button[]
}

const minutes = [15, 30, 60, 120, 240, 480, 720, 1440]
/** The choice that takes a machine out of the form again. */
export const leaveOut = 'none'
/** So many port rules of one machine are offered where there are several: a card has its limits. */
const mostChoices = 12

/** The name of the field with the ports of the n-th machine. */
export function portsInput(index: number): string {
  return index === 0 ? 'ports' : `ports${index}`
}

/** The form for machines that are chosen: only ports of their JIT policies, only durations that all policies allow. */
export function formCard(cards: Cards, view: FormView): OutgoingMessage {
  const { describe, requestForm: text } = cards.reader.words
  const { machines, requirement } = view
  const rules = machines.flatMap(({ vm }) => rulesOf(vm))
  const maxMs = Math.min(requirement?.maxDuration.value ?? 86_400_000, ...rules.map((rule) => rule.maxDurationMs))
  const durations = [
    ...new Set([...minutes.map((m) => m * 60_000), maxMs, ...(view.durationMs ? [view.durationMs] : [])]),
  ]
    .filter((ms) => ms <= maxMs)
    .sort((a, b) => a - b)
  const chosen = view.durationMs && view.durationMs <= maxMs ? view.durationMs : Math.min(3_600_000, maxMs)
  const demands = (requirement?.reason ?? []).filter(({ optional }) => optional !== true)
  const hint = demands.find((demand) => demand.hint)?.hint ?? text.reasonHint
  const names = machines.map(({ vm }) => vm.name)
  const machine = names.length > 3 ? text.machines(names.length) : describe.list(names, 'and')
  const vm = machines.map((each) => each.vm.id).join(',')
  const carried = { purpose: 'form', vm, for: view.author.id, ...(view.goOn ? { goOn: 'yes' } : {}) }
  const dialogs = view.dialogs.map((each) => ({ ...each, data: { ...each.data, ...carried } }))
  const card = cards.expand('form', {
    vm,
    author: view.author.id,
    machine: escapeMarkdown(machine),
    subtitle: escapeMarkdown(subtitle(view, cards.reader)),
    problems: texts(view.problems),
    machines: machines.map((each, i) => machineInput(each, i, machines.length > 1, cards.reader)),
    more: view.more,
    favourites: view.favourites,
    dialogs: view.goOn ? [] : dialogs,
    goOn: view.goOn ? dialogs : [],
    duration: String(chosen / 60_000),
    durationLabel: text.howLong(formatDuration(maxMs)),
    durationChoices: durations.map((ms) => ({ title: formatDuration(ms), value: String(ms / 60_000) })),
    source: view.source,
    sourceLabel: text.fromWhere(view.sourceAge ?? '', view.networks.join(', ')),
    startDate: view.startDate ?? '',
    startTime: view.startTime ?? '',
    reason: view.reason,
    reasonLabel: demands.length > 0 ? text.reasonRequired : text.reasonOptional,
    reasonHint: hint,
    notes: texts([escapeMarkdown(text.clockStarts)]),
  })
  return { card, summary: text.summary(machine) }
}

function subtitle({ machines, requirement }: FormView, reader: Reader): string {
  const { requestForm: text } = reader.words
  const approvals = requirement?.approvals.reduce((most, { count }) => Math.max(most, count), 0) ?? 0
  const needs = approvals === 0 ? text.needsNobody : text.needs(approvals)
  const [first] = machines
  const place = machines.length === 1 && first ? `${first.vm.resourceGroup}, ${first.vm.location}. ` : ''
  return `${place}${needs}`
}

/** The ports of one machine to choose from; its only port is chosen already. */
function machineInput({ vm, ports }: FormView['machines'][number], index: number, several: boolean, reader: Reader) {
  const { requestForm: text } = reader.words
  const rules = rulesOf(vm)
  const value = ports.length > 0 || rules.length !== 1 ? ports : rules.map((rule) => rule.number)
  const choices = unique(
    rules.map((rule) => ({
      title: text.portAtMost(fullPortText(rule, reader.words), formatDuration(rule.maxDurationMs)),
      value: String(rule.number),
    })),
  )
  const chosenFirst = choices.toSorted((a, b) => Number(isIn(value, b)) - Number(isIn(value, a)))
  return {
    input: portsInput(index),
    label: several ? text.portsOf(vm.name, vm.resourceGroup) : text.ports,
    value: value.join(','),
    choices: several
      ? [...chosenFirst.slice(0, mostChoices), { title: text.leaveOut(vm.name), value: leaveOut }]
      : choices,
  }
}

function isIn(ports: readonly number[], { value }: Choice): boolean {
  return ports.includes(Number(value))
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
  const { requestForm: text } = cards.reader.words
  const card = cards.expand('choose-machine', {
    choices: view.choices,
    problems: texts(view.problems),
    favourites: view.favourites,
    draft: view.draft,
    ...(view.draft.reason ? { reason: text.reason(view.draft.reason) } : {}),
  })
  return { card, summary: text.chooseSummary }
}
