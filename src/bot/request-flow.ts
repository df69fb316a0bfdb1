import { explain } from '../app/explain.ts'
import { knownTo } from '../app/find-vm.ts'
import { lookForVm } from '../app/look-for-vm.ts'
import { noteRefusal, submitRequest } from '../app/submit-request.ts'
import type { Requirement } from '../domain/access-policy/analysis.ts'
import { findingText } from '../domain/access-policy/finding-text.ts'
import { formatDuration } from '../domain/duration.ts'
import { standing } from '../domain/life-cycle/standing.ts'
import type { Source } from '../domain/request.ts'
import type { PortRule, Vm } from '../domain/vm.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { answerCard, runAsTyped, runButton } from './cards/answer.ts'
import { chooseMachineCard, formCard } from './cards/form.ts'
import { listCard } from './cards/list.ts'
import type { CommandContext } from './command.ts'
import { noSource, sourceOf } from './source-of.ts'
import { type Draft, targetPorts, type WantedPort } from './text/parse-request.ts'
import { portsText, sourceText } from './words/describe.ts'
import { notLookedUp } from './words/not-looked-up.ts'
import { commandName } from './words/vm-name.ts'

/** At most so many machines in one request. */
const mostTargets = 10

/**
 * From a draft to a submitted request, or to the one answer that names all that is missing or wrong, with the form filled with what
 * was understood. Typed text and the form both come through here; `stop` shows the form in any case.
 */
export async function ask(
  context: CommandContext,
  draft: Draft,
  stop?: 'at the form',
): Promise<OutgoingMessage | undefined> {
  const { deps } = context
  const inForce = deps.policy.current()
  if (inForce.kind === 'none') return await noPolicy(context, draft, inForce.why)
  if (draft.vms.length === 0) return chooseMachine(context, draft, draft.problems)
  const found = await findAll(context, draft)
  if (found.kind === 'answer') return await found.answer
  const { vms } = found
  const read = await sourceOf(deps, context.turn.person, draft.source)
  const { requirement, mustSayWhy, refusals } = demands(context, vms, draft)
  const problems = [
    ...draft.problems,
    ...(read.kind === 'problem' ? [read.text] : []),
    ...refusals,
    ...wrongProtocols(vms, draft),
  ]
  const missing = [
    ...(draft.ports || draft.problems.length > 0 ? [] : ['a port, such as `rdp` or `ssh`']),
    ...(draft.durationMs !== undefined || draft.problems.length > 0 ? [] : ['how long, such as `1h`']),
    ...(read.kind === 'unknown' ? ['where you connect from, such as `from 203.0.113.7`'] : []),
    ...(mustSayWhy && draft.reason.trim() === '' ? ['a reason'] : []),
  ]
  const { ports, durationMs } = draft
  const known = read.kind === 'source' ? read.source : undefined
  if (stop === 'at the form') return fillForm(context, vms, draft, requirement, [...draft.problems, ...refusals], known)
  if (problems.length > 0 || missing.length > 0 || !ports || durationMs === undefined || read.kind !== 'source') {
    const said = missing.length > 0 ? [`Still missing: ${missing.join('; ')}.`] : []
    return fillForm(context, vms, draft, requirement, [...problems, ...said], known)
  }
  if (vms.length > 1 && context.confirmed !== true) return listFirst(context, vms, draft, read.source)
  return await submit(context, vms, { ...draft, ports, durationMs }, read.source, read.typed)
}

/** Several machines are listed before anything is asked for: a glob may match more than was meant. */
function listFirst(context: CommandContext, vms: readonly Vm[], draft: Draft, source: Source): OutgoingMessage {
  const text = `request ${context.rest}`
  return listCard(context.deps.cards, {
    title: `One request for ${vms.length} machines?`,
    subtitle: `For ${formatDuration(draft.durationMs ?? 0)} from ${sourceText(source)}. Nothing is asked for yet.`,
    sections: [
      {
        rows: vms.map((vm) => ({
          name: vm.name,
          state: vm.os === 'unknown' ? ' ' : vm.os,
          line: `${portsText(wantedPorts(vm, draft))} · ${vm.resourceGroup}, ${vm.location}`,
        })),
      },
    ],
    buttons: [
      {
        title: `Request these ${vms.length}`,
        verb: 'run',
        data: { text, for: context.turn.person.id, confirmed: true },
      },
    ],
  })
}

async function noPolicy({ deps, turn }: CommandContext, draft: Draft, why: string): Promise<OutgoingMessage> {
  const finding = { kind: 'no policy', why } as const
  await noteRefusal(deps, turn.person, draft.vms.join(', '), [finding])
  return answerCard(deps.cards, {
    title: 'Nothing can be asked for',
    tone: 'attention',
    paragraphs: [findingText(finding)],
  })
}

type FoundAll =
  | { readonly kind: 'vms'; readonly vms: readonly Vm[] }
  | { readonly kind: 'answer'; readonly answer: Promise<OutgoingMessage> }

async function findAll(context: CommandContext, draft: Draft): Promise<FoundAll> {
  const vms = new Map<string, Vm>()
  for (const text of draft.vms) {
    const globbed = /[*?]/.test(text)
      ? context.deps.estate.matching(text).filter(knownTo(context.deps, context.turn.person))
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

/** What the access policy says before it is complete: whether a reason is demanded, and what is refused already. */
function demands(context: CommandContext, vms: readonly Vm[], draft: Draft) {
  const targets = vms.map((vm) => ({ vm, ports: wantedPorts(vm, draft) }))
  const { person: requester } = context.turn
  const analysis = explain(context.deps, {
    requester,
    targets,
    ...(draft.durationMs === undefined ? {} : { durationMs: draft.durationMs }),
  })
  if ('none' in analysis) return { requirement: undefined, mustSayWhy: false, refusals: [] }
  const mustSayWhy = analysis.requirement.reason.some(({ optional }) => optional !== true)
  const complete = draft.ports && draft.durationMs !== undefined && (!mustSayWhy || draft.reason.trim() !== '')
  return {
    requirement: analysis.requirement,
    mustSayWhy,
    // Said at once: nobody should fill in a form for what can not be.
    refusals: complete
      ? []
      : analysis.findings.filter((f) => f.kind === 'denied' || f.kind === 'not a requester').map(findingText),
  }
}

/** *Initiate* knows no protocol: what is opened is what the JIT policy's rule says. */
function wrongProtocols(vms: readonly Vm[], draft: Draft): string[] {
  return vms.flatMap((vm) =>
    (draft.ports ?? []).flatMap(({ number, protocol }) => {
      const covers = vm.jit.kind === 'configured' ? vm.jit.covers : []
      const rule = covers.flatMap((cover) => cover.rules).find((candidate) => candidate.number === number)
      if (!rule || !protocol || rule.protocol === '*' || rule.protocol === protocol) return []
      return [
        `The JIT policy of ${vm.name} opens port ${number} for ${rule.protocol}, not for ${protocol}. Ask for ${number}.`,
      ]
    }),
  )
}

/** `winrm` names two ports, with and without TLS; a machine that has one of them means that one. */
function winrmOf(wanted: readonly WantedPort[], rules: readonly PortRule[]): readonly WantedPort[] {
  const has = (port: number) => rules.some((rule) => rule.number === port)
  const both = [5985, 5986].every((port) => wanted.some(({ number }) => number === port))
  if (!both || has(5985) === has(5986)) return wanted
  return wanted.filter(({ number }) => number !== (has(5985) ? 5986 : 5985))
}

function wantedPorts(vm: Vm, draft: Draft) {
  const rules = vm.jit.kind === 'configured' ? vm.jit.covers.flatMap((cover) => cover.rules) : []
  const wanted = draft.ports ? winrmOf(draft.ports, rules) : rules
  return targetPorts(wanted, (port) => rules.find((rule) => rule.number === port)?.protocol)
}

async function submit(
  context: CommandContext,
  vms: readonly Vm[],
  draft: Draft & { readonly durationMs: number },
  source: Source,
  sourceTyped: boolean,
): Promise<OutgoingMessage | undefined> {
  const { deps, turn } = context
  const submitted = await submitRequest(deps, {
    requester: turn.person,
    targets: vms.map((vm) => ({ vm, ports: wantedPorts(vm, draft) })),
    durationMs: draft.durationMs,
    source,
    sourceTyped,
    reason: draft.reason,
    origin: {
      conversation: turn.conversation.id,
      personal: turn.conversation.kind === 'personal',
      ...(turn.conversation.thread === undefined ? {} : { thread: turn.conversation.thread }),
    },
    ...(context.pressed ? { takesOver: context.pressed } : {}),
  })
  switch (submitted.kind) {
    case 'submitted':
      return undefined
    case 'already':
      return answerCard(deps.cards, {
        title: 'You have asked for this already',
        tone: 'warning',
        paragraphs: [`${standing(submitted.request, turn.zone ?? deps.zone)} Nothing new was asked for.`],
        buttons: [runButton('Show it', `status ${submitted.request.id}`)],
      })
    case 'no channel':
      await deps.ledger.append([
        {
          at: deps.clock.now(),
          actor: turn.person,
          fact: { type: 'attempt refused', attempted: 'request', why: 'no channel is bound for its approvals' },
        },
      ])
      return answerCard(deps.cards, {
        title: 'Nobody would see this request',
        tone: 'attention',
        paragraphs: [
          `It needs approval, and no channel is bound for approvals${submitted.names.length > 0 ? ` under the name ${submitted.names.join(' or ')}` : ''}.`,
          `An admin types \`/jit here approvals ${submitted.names[0] ?? 'ops-approvals'}\` in the approvers' channel; then ask again.`,
        ],
      })
    case 'refused': {
      const findings = submitted.findings.map(findingText)
      return answerCard(deps.cards, {
        title: 'This can not be asked for',
        tone: 'attention',
        paragraphs: [...new Set(findings)],
        buttons: [
          { title: 'Change the request', verb: 'form', data: { ...draftData(vms[0], draft), for: turn.person.id } },
          runAsTyped('Explain', `explain ${context.rest}`, turn.person),
        ],
      })
    }
  }
}

/** A draft as a card carries it on: words, which are read again as if typed. */
function draftData(vm: Vm | undefined, draft: Draft): Record<string, string> {
  return {
    ...(vm ? { vm: vm.id } : {}),
    ...(draft.ports ? { ports: draft.ports.map((port) => port.number).join(',') } : {}),
    ...(draft.durationMs === undefined ? {} : { duration: formatDuration(draft.durationMs) }),
    ...(draft.source ? { source: draft.source } : {}),
    ...(draft.reason ? { reason: draft.reason } : {}),
  }
}

function chooseMachine(context: CommandContext, draft: Draft, problems: readonly string[]): OutgoingMessage {
  const { estate, cards } = context.deps
  const choices = estate.complete(
    '',
    15,
    (vm) => vm.jit.kind === 'configured',
    knownTo(context.deps, context.turn.person),
  )
  return chooseMachineCard(cards, {
    choices: choices.map((vm) => ({ title: `${vm.name} (${vm.resourceGroup})`, value: vm.id })),
    problems,
    draft: { ...draftData(undefined, draft), for: context.turn.person.id },
  })
}

function fillForm(
  context: CommandContext,
  vms: readonly Vm[],
  draft: Draft,
  requirement: Requirement | undefined,
  problems: readonly string[],
  source: Source | undefined,
): OutgoingMessage {
  const { deps } = context
  const [vm] = vms
  const inForce = deps.policy.current()
  if (!vm) return chooseMachine(context, draft, problems)
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
    networks: inForce.kind === 'policy' ? Object.keys(inForce.policy.networks) : [],
    problems: problems.map((text) => (text.startsWith('Still missing') && !source ? `${text} ${noSource}` : text)),
  })
}
