import { knownTo } from '../app/find-vm.ts'
import { lookForVm } from '../app/look-for-vm.ts'
import { noteRefusal } from '../app/submit-request.ts'
import { findingText } from '../domain/access-policy/finding-text.ts'
import type { Vm } from '../domain/vm.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { answerCard, runAsTyped } from './cards/answer.ts'
import type { CommandContext } from './command.ts'
import type { Draft } from './text/parse-request.ts'
import { notLookedUp } from './words/not-looked-up.ts'
import { commandName } from './words/vm-name.ts'

/** At most so many machines in one request. */
const mostTargets = 10

type FoundTargets =
  | { readonly kind: 'vms'; readonly vms: readonly Vm[] }
  | { readonly kind: 'answer'; readonly answer: Promise<OutgoingMessage> }

export async function findTargets(context: CommandContext, draft: Draft): Promise<FoundTargets> {
  const vms = new Map<string, Vm>()
  for (const text of draft.vms) {
    const globbed = /[*?]/.test(text)
      ? context.deps.estate.matching(text).filter(await knownTo(context.deps, context.turn.person))
      : undefined
    if (globbed && globbed.length > 0) {
      for (const vm of globbed) vms.set(vm.id, vm)
      continue
    }
    const found = await lookForVm(context.deps, context.turn.person, text)
    if (found.kind === 'one') vms.set(found.vm.id, found.vm)
    else if (found.kind === 'several')
      return { kind: 'answer', answer: Promise.resolve(whichOne(context, text, found.vms)) }
    else if (found.kind === 'not looked up')
      return { kind: 'answer', answer: Promise.resolve(notLookedUp(context.deps, text, found.why)) }
    else return { kind: 'answer', answer: notFound(context, text, found.near) }
  }
  if (vms.size <= mostTargets) return { kind: 'vms', vms: [...vms.values()] }
  const answer = answerCard(context.deps.cards, {
    title: 'Too many machines',
    tone: 'attention',
    paragraphs: [`That is ${vms.size} machines; one request may have at most ${mostTargets}. Name fewer, or split it.`],
  })
  return { kind: 'answer', answer: Promise.resolve(answer) }
}

/** The same command with another machine name: what a suggestion's button asks. */
function commandWith(context: CommandContext, from: string, to: string): string {
  const at = context.rest.toLowerCase().indexOf(from.toLowerCase())
  return at < 0 ? `request ${to}` : `request ${context.rest.slice(0, at)}${to}${context.rest.slice(at + from.length)}`
}

async function notFound(context: CommandContext, text: string, near: readonly Vm[]): Promise<OutgoingMessage> {
  const finding = { kind: 'not covered', vmName: text } as const
  await noteRefusal(context.deps, context.turn.person, text, [finding])
  const [best] = near
  return answerCard(context.deps.cards, {
    title: `${text} can not be asked for`,
    tone: 'warning',
    paragraphs: [findingText(finding), ...(best ? [`Did you mean ${near.map((vm) => vm.name).join(' or ')}?`] : [])],
    buttons: near.map((vm) =>
      runAsTyped(`Ask for ${vm.name}`, commandWith(context, text, vm.name), context.turn.person),
    ),
  })
}

function whichOne(context: CommandContext, text: string, vms: readonly Vm[]): OutgoingMessage {
  return answerCard(context.deps.cards, {
    title: `Which ${text}?`,
    tone: 'accent',
    paragraphs: [
      `There are ${vms.length} machines of that name, in the resource groups ${vms.map((vm) => vm.resourceGroup).join(' and ')}.`,
    ],
    buttons: vms
      .slice(0, 6)
      .map((vm) =>
        runAsTyped(
          `${vm.name} in ${vm.resourceGroup}`,
          commandWith(context, text, commandName(context.deps.estate, vm)),
          context.turn.person,
        ),
      ),
  })
}
