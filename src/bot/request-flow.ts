import { explain } from '../app/explain.ts'
import { noteRefusal } from '../app/submit-request.ts'
import { findingText } from '../domain/access-policy/finding-text.ts'
import { zonedTime } from '../domain/clock-time.ts'
import { formatDuration } from '../domain/duration.ts'
import { parseVmId } from '../domain/ids.ts'
import type { Source } from '../domain/request.ts'
import { readStart } from '../domain/start-time.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { answerCard } from './cards/answer.ts'
import { listCard } from './cards/list.ts'
import type { CommandContext } from './command.ts'
import { findMachines, type MachineTrouble } from './find-machines.ts'
import { machineTrouble, troubleTexts } from './machine-trouble.ts'
import { chooseMachine, draftData, fillForm, startFields } from './request-form.ts'
import { submit } from './request-submit.ts'
import { sourceOf, sourceWords } from './source-of.ts'
import type { Draft } from './text/parse-request.ts'
import { type WantedTarget, wantedTargets, wrongProtocols } from './wanted-ports.ts'
import { fullPortText, listText, sourceText } from './words/describe.ts'

/** At most so many machines in one request. */
const mostTargets = 10

type Started = Draft & { readonly startsAt?: number }

const begins = (startsAt: number | undefined) => (startsAt === undefined ? {} : { startsAt })

/** Where a draft comes from: a line of text, a form that was sent off, or a form that is only to be shown again. */
export type Stage = 'typed' | 'sent' | 'at the form'

/**
 * From a draft to a submitted request, or to the one answer that names all that is missing or wrong, with the form filled with what
 * was understood. Typed text and the form both come through here.
 */
export async function ask(
  context: CommandContext,
  asked: Draft,
  stage: Stage = 'typed',
): Promise<OutgoingMessage | undefined> {
  const { deps, turn } = context
  const draft = withStart(context, asked)
  const inForce = deps.policy.current()
  if (inForce.kind === 'none') return await noPolicy(context, draft, inForce.why)
  if (draft.vms.length === 0) return await chooseMachine(context, draft, draft.problems)
  const { machines, trouble } = await findMachines(deps, turn.person, draft.vms, mostTargets)
  if (trouble) await note(context, trouble)
  if (trouble && stage === 'typed') return machineTrouble(context, 'request', 'ask', trouble)
  const troubles = trouble ? troubleTexts(trouble, 'ask') : []
  const targets = wantedTargets(machines.slice(0, mostTargets), draft)
  if (targets.length === 0) return await chooseMachine(context, draft, [...troubles, ...draft.problems])
  const read = await sourceOf(deps, turn.person, draft.source)
  const { requirement, mustSayWhy, refusals } = await demands(context, targets, draft)
  const known = read.kind === 'source' ? read.source : undefined
  if (stage === 'at the form') {
    const said = [...troubles, ...draft.problems, ...refusals]
    return await fillForm(context, targets, draft, requirement, said, known)
  }
  const problems = [
    ...troubles,
    ...draft.problems,
    ...(read.kind === 'problem' ? [read.text] : []),
    ...refusals,
    ...wrongProtocols(targets),
  ]
  const missing = [
    ...(draft.problems.length > 0 ? [] : missingPorts(targets)),
    ...(draft.durationMs !== undefined || draft.problems.length > 0 ? [] : ['how long, such as `1h`']),
    ...(read.kind === 'unknown' ? ['where you connect from, such as `from 203.0.113.7`'] : []),
    ...(mustSayWhy && draft.reason.trim() === '' ? ['a reason'] : []),
  ]
  const { durationMs } = draft
  const complete = targets.every(({ wanted }) => wanted !== undefined)
  // A form names machines by their ids: anything else in it was not chosen there, and is shown first.
  const unseen = stage === 'sent' && !draft.vms.every((vm) => parseVmId(vm))
  if (problems.length > 0 || missing.length > 0 || unseen || !complete || durationMs === undefined || !known) {
    const said = missing.length > 0 ? [`Still missing: ${missing.join('; ')}.`] : []
    return await fillForm(context, targets, draft, requirement, [...problems, ...said], known)
  }
  const isListed = stage === 'sent' || context.confirmed === true || targets.length === 1
  if (!isListed && !(await isRefused(context, targets, { ...draft, durationMs }, known)))
    return listFirst(context, targets, { ...draft, durationMs }, known)
  return await submit(context, targets, { ...draft, durationMs }, known, read.kind === 'source' && read.typed)
}

/** A draft with the moment at which it is to begin, read by the clock of whoever asks; or with what is wrong with that. */
function withStart({ deps, turn }: CommandContext, draft: Draft): Started {
  if (draft.start === undefined) return draft
  const read = readStart(draft.start, turn.zone ?? deps.zone, deps.clock.now(), deps.startAheadMs)
  return read.ok ? { ...draft, startsAt: read.at } : { ...draft, problems: [...draft.problems, read.text] }
}

/** Then there is nothing to list: that is said at once, by asking. */
async function isRefused(
  { deps, turn }: CommandContext,
  targets: readonly WantedTarget[],
  { durationMs, reason, startsAt }: Started & { readonly durationMs: number },
  source: Source,
): Promise<boolean> {
  const analysis = await explain(deps, {
    requester: turn.person,
    targets,
    durationMs,
    reason,
    source,
    ...begins(startsAt),
  })
  return 'none' in analysis || analysis.findings.length > 0
}

function missingPorts(targets: readonly WantedTarget[]): string[] {
  const without = targets.flatMap(({ vm, wanted }) => (wanted === undefined ? [vm.name] : []))
  if (without.length === 0) return []
  const whose = without.length === targets.length ? '' : ` for ${listText(without, 'and')}`
  return [`a port${whose}, such as \`rdp\` or \`ssh\``]
}

/** Several machines are listed before anything is asked for: a glob may match more than was meant. What is listed is what is sent. */
function listFirst(
  context: CommandContext,
  targets: readonly WantedTarget[],
  draft: Started & { readonly durationMs: number },
  source: Source,
): OutgoingMessage {
  const { deps, turn } = context
  // "At 22:00" that is listed for today and confirmed at 22:01 is not tomorrow's.
  const { startDate, startTime } = startFields(draft, context)
  const start = startDate === undefined ? {} : { start: `${startDate} ${startTime}` }
  const data = { ...draftData(targets, { ...draft, ...start, source: sourceWords(source) }), for: turn.person.id }
  const starting =
    draft.startsAt === undefined
      ? ''
      : `, starting ${zonedTime(draft.startsAt, turn.zone ?? deps.zone, deps.clock.now())}`
  return listCard(context.deps.cards, {
    title: `One request for ${targets.length} machines?`,
    subtitle: `For ${formatDuration(draft.durationMs)} from ${sourceText(source)}${starting}. Nothing is asked for yet.`,
    sections: [
      {
        rows: targets.map(({ vm, ports }) => ({
          name: vm.name,
          state: vm.os === 'unknown' ? ' ' : vm.os,
          line: `${ports.map(fullPortText).join(', ')} · ${vm.resourceGroup}, ${vm.location}`,
        })),
      },
    ],
    buttons: [
      { title: `Request these ${targets.length}`, verb: 'submit', data },
      { title: 'Change it', verb: 'form', data },
    ],
  })
}

async function note({ deps, turn }: CommandContext, trouble: MachineTrouble): Promise<void> {
  if (trouble.kind !== 'unknown') return
  await noteRefusal(deps, turn.person, trouble.text, [{ kind: 'not covered', vmName: trouble.text }])
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
async function demands(context: CommandContext, targets: readonly WantedTarget[], draft: Started) {
  const { person: requester } = context.turn
  const analysis = await explain(context.deps, {
    requester,
    targets,
    ...begins(draft.startsAt),
    ...(draft.durationMs === undefined ? {} : { durationMs: draft.durationMs }),
  })
  if ('none' in analysis) return { requirement: undefined, mustSayWhy: false, refusals: [] }
  const mustSayWhy = analysis.requirement.reason.some(({ optional }) => optional !== true)
  const named = targets.every(({ wanted }) => wanted !== undefined)
  const complete = named && draft.durationMs !== undefined && (!mustSayWhy || draft.reason.trim() !== '')
  return {
    requirement: analysis.requirement,
    mustSayWhy,
    // Said at once: nobody should fill in a form for what can not be.
    refusals: complete
      ? []
      : analysis.findings.filter((f) => f.kind === 'denied' || f.kind === 'not a requester').map(findingText),
  }
}
