import { explain } from '../app/explain.ts'
import { noteRefusal } from '../app/submit-request.ts'
import { findingText } from '../domain/access-policy/finding-text.ts'
import { formatDuration } from '../domain/duration.ts'
import type { Source } from '../domain/request.ts'
import type { Vm } from '../domain/vm.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { answerCard } from './cards/answer.ts'
import { listCard } from './cards/list.ts'
import type { CommandContext } from './command.ts'
import { chooseMachine, fillForm } from './request-form.ts'
import { submit } from './request-submit.ts'
import { findTargets } from './request-targets.ts'
import { sourceOf } from './source-of.ts'
import type { Draft } from './text/parse-request.ts'
import { wantedPorts, wrongProtocols } from './wanted-ports.ts'
import { portsText, sourceText } from './words/describe.ts'

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
  if (draft.vms.length === 0) return await chooseMachine(context, draft, draft.problems)
  const found = await findTargets(context, draft)
  if (found.kind === 'answer') return await found.answer
  const { vms } = found
  const read = await sourceOf(deps, context.turn.person, draft.source)
  const { requirement, mustSayWhy, refusals } = await demands(context, vms, draft)
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
  if (stop === 'at the form')
    return await fillForm(context, vms, draft, requirement, [...draft.problems, ...refusals], known)
  if (problems.length > 0 || missing.length > 0 || !ports || durationMs === undefined || read.kind !== 'source') {
    const said = missing.length > 0 ? [`Still missing: ${missing.join('; ')}.`] : []
    return await fillForm(context, vms, draft, requirement, [...problems, ...said], known)
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

/** What the access policy says before it is complete: whether a reason is demanded, and what is refused already. */
async function demands(context: CommandContext, vms: readonly Vm[], draft: Draft) {
  const targets = vms.map((vm) => ({ vm, ports: wantedPorts(vm, draft) }))
  const { person: requester } = context.turn
  const analysis = await explain(context.deps, {
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
