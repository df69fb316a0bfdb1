import { explain } from '../app/explain.ts'
import { findingText } from '../domain/access-policy/finding-text.ts'
import { formatDuration } from '../domain/duration.ts'
import { parseVmId } from '../domain/ids.ts'
import type { Source } from '../domain/request.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { zonedTime } from '../words/clock-time.ts'
import { answerCard } from './cards/answer.ts'
import { listCard } from './cards/list.ts'
import type { CommandContext } from './command.ts'
import { machineTrouble } from './machine-trouble.ts'
import { chooseMachine, draftData, fillForm, startFields } from './request-form.ts'
import { submit } from './request-submit.ts'
import { sourceWords } from './source-of.ts'
import type { Draft } from './text/parse-request.ts'
import type { WantedTarget } from './wanted-ports.ts'
import { type Started, weighDraft } from './weigh-draft.ts'
import { fullPortText, sourceText } from './words/describe.ts'

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
  const weighed = await weighDraft(context, asked, { askWhich: stage === 'typed' })
  switch (weighed.kind) {
    case 'no policy':
      return noPolicy(context, weighed.why)
    case 'no machine':
      return await chooseMachine(context, weighed.draft, weighed.problems)
    case 'which machine':
      return machineTrouble(context, 'request', 'ask', weighed.trouble)
    default: {
      const { targets, draft, requirement, source } = weighed
      const isComplete = weighed.kind === 'complete'
      const early = isComplete ? [] : weighed.early
      if (stage === 'at the form') return await fillForm(context, targets, draft, requirement, early, source)
      // A form names machines by their ids: anything else in it was not chosen there, and is shown first.
      const unseen = stage === 'sent' && !draft.vms.every((vm) => parseVmId(vm))
      if (!isComplete || unseen) {
        const { problems = [], missing = [] } = isComplete ? {} : weighed
        const goOn = !isComplete && weighed.lacksAddress
        return await fillForm(context, targets, draft, requirement, problems, source, { missing, goOn })
      }
      const isListed = stage === 'sent' || context.confirmed === true || targets.length === 1
      if (!isListed && !(await isRefused(context, targets, weighed.draft, weighed.source)))
        return listFirst(context, targets, weighed.draft, weighed.source)
      return await submit(context, weighed, stage === 'sent')
    }
  }
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
  const { asking } = deps.reader.words
  const [duration, from] = [formatDuration(draft.durationMs), sourceText(source, deps.reader.words)]
  return listCard(context.deps.cards, {
    title: asking.list.title(targets.length),
    subtitle:
      draft.startsAt === undefined
        ? asking.list.subtitle(duration, from)
        : asking.list.subtitleStarting(duration, from, zonedTime(draft.startsAt, deps.reader)),
    sections: [
      {
        rows: targets.map(({ vm, ports }) => ({
          name: vm.name,
          state: vm.os === 'unknown' ? ' ' : vm.os,
          line: `${ports.map((each) => fullPortText(each, deps.reader.words)).join(', ')} · ${vm.resourceGroup}, ${vm.location}`,
        })),
      },
    ],
    buttons: [
      { title: asking.list.request(targets.length), verb: 'submit', data },
      { title: asking.list.change, verb: 'form', data },
    ],
  })
}

function noPolicy({ deps }: CommandContext, why: string): OutgoingMessage {
  return answerCard(deps.cards, {
    title: deps.reader.words.asking.nothing,
    tone: 'attention',
    paragraphs: [findingText({ kind: 'no policy', why }, deps.reader)],
  })
}
