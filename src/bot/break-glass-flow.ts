import { lookForVm } from '../app/look-for-vm.ts'
import { prepareBreakGlass } from '../app/prepare-break-glass.ts'
import { noteRefusal } from '../app/submit-request.ts'
import { type GlassWish, isListedForBreakGlass } from '../app/weigh-break-glass.ts'
import type { Finding } from '../domain/access-policy/analysis.ts'
import { findingText } from '../domain/access-policy/finding-text.ts'
import type { Vm } from '../domain/vm.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import type { Reader } from '../words/reader.ts'
import { addressButton } from './cards/address-button.ts'
import { answerCard, runAsTyped, runButton } from './cards/answer.ts'
import { breakGlassCard } from './cards/break-glass-card.ts'
import type { CommandContext } from './command.ts'
import type { FoundMachine } from './find-machines.ts'
import { sourceOf } from './source-of.ts'
import type { Draft } from './text/parse-request.ts'
import { type WantedTarget, wantedTargets, wrongProtocols } from './wanted-ports.ts'
import { notLookedUp } from './words/not-looked-up.ts'
import { commandName } from './words/vm-name.ts'

/** One incident: machines are named, and few of them. */
export const mostMachines = 5
const example = ({ words }: Reader) => `/jit break-glass web01 rdp 30m from vpn ${words.glass.exampleReason}`

/** From what was typed to the card that asks for a confirmation, or to the one answer that names all that is missing or wrong. */
export async function offerBreakGlass(context: CommandContext, draft: Draft): Promise<OutgoingMessage> {
  const { deps, turn } = context
  const unfit = await notListed(context, draft)
  if (unfit) return refused(context, [unfit])
  const found = await machines(context, draft)
  if ('answer' in found) return found.answer
  const read = await readGlass(context, found.machines, draft)
  if ('wish' in read) return await confirmable(context, read.wish)
  return answerCard(deps.cards, {
    title: deps.reader.words.glass.incomplete,
    tone: 'warning',
    paragraphs: read.problems,
    code: [example(deps.reader)],
    ...(read.lacksAddress && context.rest !== ''
      ? {
          dialogs: addressButton(deps, { command: `break-glass ${context.rest}`, for: turn.person.id }),
        }
      : {}),
  })
}

/** What a draft on these machines would open, or all that is missing or wrong. */
export async function readGlass(
  { deps, turn }: Pick<CommandContext, 'deps' | 'turn'>,
  found: readonly FoundMachine[],
  draft: Draft,
): Promise<
  | { readonly wish: GlassWish & { readonly sourceTyped: boolean } }
  | { readonly problems: readonly string[]; readonly lacksAddress: boolean }
> {
  const wanted = wantedTargets(found, draft)
  const read = await sourceOf(deps, turn.person, draft.source)
  const { reader } = deps
  const { asking, glass } = reader.words
  const problems = [
    ...draft.problems.map((text) => text(reader)),
    ...(read.kind === 'problem' ? [read.text(reader)] : []),
    ...wrongProtocols(wanted, reader.words),
    ...(wanted.length > 0 ? [] : [glass.machineMissing]),
    ...(draft.problems.length > 0 ? [] : portMissing(wanted, reader)),
    ...(read.kind === 'unknown' ? [asking.source.unknown] : []),
  ]
  if (problems.length > 0 || read.kind !== 'source') return { problems, lacksAddress: read.kind === 'unknown' }
  const targets = wanted.map(({ vm, ports }) => ({ vm, ports }))
  const { durationMs, reason } = draft
  const wish = { targets, source: read.source, sourceTyped: read.typed, reason }
  return { wish: { ...wish, ...(durationMs === undefined ? {} : { durationMs }) } }
}

/** The card to confirm, or why it can not be. */
export async function confirmable(
  context: Pick<CommandContext, 'deps' | 'turn'>,
  wish: GlassWish & { readonly sourceTyped: boolean },
): Promise<OutgoingMessage> {
  const { deps, turn } = context
  const prepared = await prepareBreakGlass(deps, turn.person, wish)
  if (prepared.kind === 'refused') return refused(context, prepared.findings)
  if (prepared.kind === 'nobody told') return nobodyTold(context)
  const vms = wish.targets.map(({ vm }) => vm)
  return breakGlassCard(deps.cards, prepared, vms)
}

/** Why somebody may not even name a machine, with a ledger entry: whoever may not break glass learns nothing of what there is. */
export async function notListed(
  { deps, turn }: Pick<CommandContext, 'deps' | 'turn'>,
  draft: Pick<Draft, 'vms'>,
): Promise<Finding | undefined> {
  const inForce = deps.policy.current()
  const listed = await isListedForBreakGlass(deps, turn.person)
  if (listed === true) return undefined
  const finding: Finding =
    inForce.kind === 'none'
      ? { kind: 'no policy', why: inForce.why }
      : listed === 'unknown'
        ? { kind: 'rule broke', rule: 'break-glass', why: { kind: 'unreadable break-glass' } }
        : { kind: 'not for break-glass' }
  const version = inForce.kind === 'policy' ? inForce.policy.version : undefined
  await noteRefusal(deps, turn.person, `break-glass on ${draft.vms.join(', ')}`, [finding], version)
  return finding
}

async function machines(
  context: CommandContext,
  draft: Draft,
): Promise<{ readonly machines: readonly FoundMachine[] } | { readonly answer: OutgoingMessage }> {
  const { deps, turn } = context
  const found = new Map<string, { readonly vm: Vm; readonly said: string[] }>()
  if (draft.vms.length > mostMachines || draft.vms.some((text) => /[*?]/.test(text)))
    return { answer: tooMany(context) }
  for (const text of draft.vms) {
    // Those who may break glass may open any machine that no rule denies: an emergency comes where no rule was written yet.
    const sought = await lookForVm(deps, turn.person, text, () => true)
    if (sought.kind === 'one') {
      const { vm } = sought
      found.set(vm.id, { vm, said: [...(found.get(vm.id)?.said ?? []), text] })
    } else if (sought.kind === 'not looked up')
      return { answer: notLookedUp(deps, text, sought.why, context.deps.reader) }
    else {
      const others = sought.kind === 'several' ? sought.vms : sought.near
      return { answer: which(context, text, others, sought.kind === 'several') }
    }
  }
  return { machines: [...found.values()] }
}

function tooMany({ deps }: CommandContext): OutgoingMessage {
  return answerCard(deps.cards, {
    title: deps.reader.words.glass.nameMachines,
    tone: 'warning',
    paragraphs: [deps.reader.words.glass.oneByOne(mostMachines)],
    code: [example(deps.reader)],
  })
}

function which({ deps, turn, rest }: CommandContext, text: string, vms: readonly Vm[], several: boolean) {
  const { asking, glass } = deps.reader.words
  const buttons = vms.slice(0, 6).map((vm) => {
    const name = several ? commandName(deps.estate, vm) : vm.name
    return runAsTyped(name, `break-glass ${rest.replace(text, name)}`, turn.person)
  })
  return answerCard(deps.cards, {
    title: several ? asking.machines.which(text.slice(0, 80)) : glass.noMachine(text.slice(0, 80)),
    tone: 'warning',
    paragraphs: several ? [] : [glass.checkName],
    buttons,
  })
}

/** With what the machine has, for somebody in a hurry. */
function portMissing(targets: readonly WantedTarget[], { words }: Reader): string[] {
  const bare = targets.find(({ wanted }) => wanted === undefined)
  if (!bare) return []
  const numbers = [...new Set(bare.ports.map(({ number }) => number))].slice(0, 8)
  return [numbers.length === 0 ? words.glass.portMissing : words.glass.portMissingOf(bare.vm.name, numbers.join(', '))]
}

function refused({ deps }: Pick<CommandContext, 'deps'>, findings: readonly Finding[]): OutgoingMessage {
  return answerCard(deps.cards, {
    title: deps.reader.words.glass.refused,
    tone: 'attention',
    paragraphs: [...new Set(findings.map((each) => findingText(each, deps.reader)))],
    buttons: [runButton(deps.reader.words.glass.requestAccess, 'request')],
  })
}

function nobodyTold({ deps }: Pick<CommandContext, 'deps'>): OutgoingMessage {
  return answerCard(deps.cards, {
    title: deps.reader.words.glass.nobodyTold,
    tone: 'attention',
    paragraphs: [deps.reader.words.glass.bindChannel],
  })
}
