import { favourites } from '../app/favourites.ts'
import { knownTo } from '../app/find-vm.ts'
import type { Requirement } from '../domain/access-policy/analysis.ts'
import { formatDuration } from '../domain/duration.ts'
import type { Source } from '../domain/request.ts'
import { readStart } from '../domain/start-time.ts'
import { wallDate } from '../domain/wall-moment.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { addressButton } from './cards/address-button.ts'
import { answerCard, type Button } from './cards/answer.ts'
import { chooseMachineCard, formCard, portsInput } from './cards/form.ts'
import type { CommandContext } from './command.ts'
import { sourceWords } from './source-of.ts'
import type { Draft, WantedPort } from './text/parse-request.ts'
import type { WantedTarget } from './wanted-ports.ts'
import { ageText } from './words/address-page.ts'
import { portsText } from './words/describe.ts'

/** What was read of a start, for the form's own fields; nothing where it can not be read. */
export function startFields(
  { start }: Draft,
  { deps, turn }: CommandContext,
): { readonly startDate?: string; readonly startTime?: string } {
  if (start === undefined) return {}
  const zone = turn.zone ?? deps.zone
  const read = readStart(start, zone, deps.clock.now(), deps.startAheadMs)
  if (!read.ok) return {}
  const { year, month, day, minute } = wallDate(read.at, zone)
  const two = (number: number) => String(number).padStart(2, '0')
  return {
    startDate: `${year}-${two(month)}-${two(day)}`,
    startTime: `${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
  }
}

/** A draft as a card carries it on: words, which are read again as if typed. Machines by their ids, each with its own ports. */
export function draftData(targets: readonly WantedTarget[], draft: Draft): Record<string, string> {
  const numbers = (ports: readonly WantedPort[] | undefined) => ports?.map(({ number }) => number).join(',') ?? ''
  const ports =
    targets.length === 0
      ? [['ports', numbers(draft.ports)]]
      : targets.map(({ wanted }, i) => [portsInput(i), numbers(wanted)])
  return {
    ...(targets.length === 0 ? {} : { vm: targets.map(({ vm }) => vm.id).join(',') }),
    ...Object.fromEntries(ports.filter(([, text]) => text !== '')),
    ...(draft.durationMs === undefined ? {} : { duration: formatDuration(draft.durationMs) }),
    ...(draft.start ? { start: draft.start } : {}),
    ...(draft.source ? { source: draft.source } : {}),
    ...(draft.reason ? { reason: draft.reason } : {}),
  }
}

/** One press fills in what the person asked for of late; all else that they said is kept. Never twice the machine that is there. */
async function favouriteButtons(
  context: CommandContext,
  draft: Draft,
  most: number,
  but?: WantedTarget,
): Promise<Button[]> {
  const { deps, turn } = context
  const last = await favourites(deps, turn.person, most + 1)
  return last
    .filter(({ vm }) => vm.id !== but?.vm.id)
    .slice(0, most)
    .map(({ vm, ports }) => ({
      title: `${vm.name} · ${portsText(ports, context.deps.reader.words)}`.slice(0, 60),
      verb: 'form',
      data: { ...draftData([{ vm, ports, wanted: ports }], draft), for: turn.person.id },
    }))
}

export async function chooseMachine(
  context: CommandContext,
  draft: Draft,
  problems: readonly string[],
): Promise<OutgoingMessage> {
  return chooseMachineCard(context.deps.cards, {
    choices: await machineChoices(context, 15),
    problems,
    favourites: await favouriteButtons(context, draft, 4),
    draft: { ...draftData([], draft), for: context.turn.person.id },
  })
}

/** Machines to begin with, before anything is typed. */
async function machineChoices({ deps, turn }: CommandContext, most: number, but: ReadonlySet<string> = new Set()) {
  return deps.estate
    .complete('', most + but.size, (vm) => vm.jit.kind === 'configured', await knownTo(deps, turn.person))
    .filter((vm) => !but.has(vm.id))
    .slice(0, most)
    .map((vm) => ({ title: `${vm.name} (${vm.resourceGroup})`, value: vm.id }))
}

/** `missing`: parts of a sentence. `instead`: buttons in the place of those for what was asked for of late. */
interface Further {
  readonly missing?: readonly string[]
  readonly goOn?: boolean
  readonly instead?: readonly Button[]
}

/** The form for these machines. Those that can not be asked for are left out, and it is said. */
export async function fillForm(
  context: CommandContext,
  targets: readonly WantedTarget[],
  draft: Draft,
  requirement: Requirement | undefined,
  problems: readonly string[],
  source: Source | undefined,
  { missing = [], goOn = false, instead }: Further = {},
): Promise<OutgoingMessage> {
  const { deps } = context
  const { asking } = deps.reader.words
  const inForce = deps.policy.current()
  const fit = targets.filter(({ vm }) => vm.jit.kind === 'configured')
  const unfit = targets.flatMap(({ vm }) => {
    if (vm.jit.kind === 'configured') return []
    return [
      vm.jit.kind === 'unsupported' ? asking.machines.unsupported(vm.name) : asking.machines.notConfigured(vm.name),
    ]
  })
  const lacking = missing.length === 0 ? [] : [asking.missing.all(missing.join('; '))]
  if (fit.length === 0)
    return answerCard(deps.cards, {
      title: asking.notComplete,
      tone: 'warning',
      paragraphs: [...unfit, ...problems, ...lacking],
    })
  // A dialog opens no other one.
  const dialogs = context.turn.dialog ? [] : addressButton(deps, {}, goOn ? asking.source.useAndRequest : undefined)
  const unknown = dialogs.length === 0 ? asking.source.unknown : asking.source.unknownYet
  return formCard(deps.cards, {
    machines: fit.map(({ vm, wanted = [] }) => ({ vm, ports: wanted.map(({ number }) => number) })),
    more: await machineChoices(context, 5, new Set(fit.map(({ vm }) => vm.id))),
    author: context.turn.person,
    ...(requirement ? { requirement } : {}),
    ...(draft.durationMs === undefined ? {} : { durationMs: draft.durationMs }),
    ...(await ageOf(context, draft)),
    dialogs,
    goOn,
    source: draft.source && draft.source.toLowerCase() !== 'me' ? draft.source : formSource(source),
    ...startFields(draft, context),
    reason: draft.reason,
    // Of several machines one press would leave the others out.
    favourites: instead ?? (fit.length === 1 ? await favouriteButtons(context, draft, 3, fit[0]) : []),
    networks: inForce.kind === 'policy' ? Object.keys(inForce.policy.networks) : [],
    problems: [...unfit, ...problems, ...lacking.map((text) => (source ? text : `${text} ${unknown}`))],
  })
}

/** How old the address is that is offered because none was named. */
async function ageOf({ deps, turn }: CommandContext, { source }: Draft): Promise<{ readonly sourceAge?: string }> {
  if (source && source.toLowerCase() !== 'me') return {}
  const known = await deps.sources.recall(turn.person.id)
  if (!known) return {}
  const age = ageText(known.confirmedAt, deps.reader)
  const { source: text } = deps.reader.words.asking
  const isOld = deps.clock.now() - known.confirmedAt > deps.sourceRememberedMs
  return { sourceAge: isOld ? text.tooOld(age) : text.age(age) }
}

/** A network by its name, where it is one and nothing else. */
export function formSource(source: Source | undefined): string {
  if (!source) return ''
  return source.network !== undefined && !source.others ? source.network : sourceWords(source)
}
