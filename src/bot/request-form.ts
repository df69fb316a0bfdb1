import { favourites } from '../app/favourites.ts'
import { knownTo } from '../app/find-vm.ts'
import type { Requirement } from '../domain/access-policy/analysis.ts'
import { formatDuration } from '../domain/duration.ts'
import type { Source } from '../domain/request.ts'
import type { Vm } from '../domain/vm.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { answerCard, type Button } from './cards/answer.ts'
import { chooseMachineCard, formCard } from './cards/form.ts'
import type { CommandContext } from './command.ts'
import { noSource } from './source-of.ts'
import type { Draft } from './text/parse-request.ts'
import { portsText } from './words/describe.ts'

/** A draft as a card carries it on: words, which are read again as if typed. */
export function draftData(vm: Vm | undefined, draft: Draft): Record<string, string> {
  return {
    ...(vm ? { vm: vm.id } : {}),
    ...(draft.ports ? { ports: draft.ports.map((port) => port.number).join(',') } : {}),
    ...(draft.durationMs === undefined ? {} : { duration: formatDuration(draft.durationMs) }),
    ...(draft.source ? { source: draft.source } : {}),
    ...(draft.reason ? { reason: draft.reason } : {}),
  }
}

/** One press fills in what the person asked for of late; all else that they said is kept. Never twice the machine that is there. */
async function favouriteButtons(context: CommandContext, draft: Draft, most: number, but?: Vm): Promise<Button[]> {
  const { deps, turn } = context
  const kept = { ...draftData(undefined, draft), for: turn.person.id }
  const last = await favourites(deps, turn.person, most + 1)
  return last
    .filter(({ vm }) => vm.id !== but?.id)
    .slice(0, most)
    .map(({ vm, ports }) => ({
      title: `${vm.name} · ${portsText(ports)}`.slice(0, 60),
      verb: 'form',
      data: { ...kept, vm: vm.id, ports: ports.map(({ number }) => number).join(',') },
    }))
}

export async function chooseMachine(
  context: CommandContext,
  draft: Draft,
  problems: readonly string[],
): Promise<OutgoingMessage> {
  const { estate, cards } = context.deps
  const choices = estate.complete(
    '',
    15,
    (vm) => vm.jit.kind === 'configured',
    await knownTo(context.deps, context.turn.person),
  )
  return chooseMachineCard(cards, {
    choices: choices.map((vm) => ({ title: `${vm.name} (${vm.resourceGroup})`, value: vm.id })),
    problems,
    favourites: await favouriteButtons(context, draft, 4),
    draft: { ...draftData(undefined, draft), for: context.turn.person.id },
  })
}

export async function fillForm(
  context: CommandContext,
  vms: readonly Vm[],
  draft: Draft,
  requirement: Requirement | undefined,
  problems: readonly string[],
  source: Source | undefined,
): Promise<OutgoingMessage> {
  const { deps } = context
  const [vm] = vms
  const inForce = deps.policy.current()
  if (!vm) return await chooseMachine(context, draft, problems)
  if (vms.length > 1 || vm.jit.kind !== 'configured') {
    const unfit = vm.jit.kind === 'configured' ? [] : [`${vm.name} is ${vm.jit.kind} for just-in-time access.`]
    return answerCard(deps.cards, {
      title: 'This request is not complete',
      tone: 'warning',
      paragraphs: [...unfit, ...problems],
    })
  }
  return formCard(deps.cards, {
    vm,
    author: context.turn.person,
    ...(requirement ? { requirement } : {}),
    ports: draft.ports?.map((port) => port.number) ?? [],
    ...(draft.durationMs === undefined ? {} : { durationMs: draft.durationMs }),
    source:
      draft.source && draft.source.toLowerCase() !== 'me'
        ? draft.source
        : (source?.network ?? source?.prefix.replace(/\/32$/, '') ?? ''),
    reason: draft.reason,
    favourites: await favouriteButtons(context, draft, 3, vm),
    networks: inForce.kind === 'policy' ? Object.keys(inForce.policy.networks) : [],
    problems: problems.map((text) => (text.startsWith('Still missing') && !source ? `${text} ${noSource}` : text)),
  })
}
