import { isListedForBreakGlass } from '../app/weigh-break-glass.ts'
import type { Finding } from '../domain/access-policy/analysis.ts'
import { findingText } from '../domain/access-policy/finding-text.ts'
import { formatDuration } from '../domain/duration.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import { askedBefore } from './asked-before.ts'
import { answerCard, type Button, runAsTyped } from './cards/answer.ts'
import type { CommandContext } from './command.ts'
import { draftData, fillForm } from './request-form.ts'
import { submitDraft } from './submit-draft.ts'
import type { Draft } from './text/parse-request.ts'
import type { WantedTarget } from './wanted-ports.ts'
import type { Weighed } from './weigh-draft.ts'
import { noChannelTexts } from './words/no-channel.ts'

type Complete = Extract<Weighed, { kind: 'complete' }>

/** `fromForm`: refused, the form comes back with what was entered, and what is wrong above it. */
export async function submit(
  context: CommandContext,
  weighed: Complete,
  fromForm: boolean,
): Promise<OutgoingMessage | undefined> {
  const { deps, turn } = context
  const { targets, draft, source } = weighed
  const { asking } = deps.reader.words
  const submitted = await submitDraft(context, weighed)
  switch (submitted.kind) {
    case 'submitted':
      return undefined
    case 'already':
      return askedBefore(context, submitted.request, source, draft)
    case 'no channel':
      return answerCard(deps.cards, {
        title: asking.nobodyWouldSee,
        tone: 'attention',
        paragraphs: noChannelTexts(submitted.names, context.deps.reader),
      })
    case 'refused': {
      const findings = [...new Set(submitted.findings.map((each) => findingText(each, deps.reader)))]
      const others = [
        runAsTyped(asking.explain, `explain ${context.rest || asTyped(targets, draft)}`, turn.person),
        ...(await glassButton(context, targets, draft, submitted.findings)),
      ]
      // A form keeps what was entered, with what is wrong above it.
      if (fromForm)
        return await fillForm(context, targets, draft, submitted.analysis?.requirement, findings, source, {
          instead: others,
        })
      return answerCard(deps.cards, {
        title: asking.refused,
        tone: 'attention',
        paragraphs: findings,
        buttons: [
          { title: asking.changeRequest, verb: 'form', data: { ...draftData(targets, draft), for: turn.person.id } },
          ...others,
        ],
      })
    }
  }
}

/** What a form said, as a line of text that means the same. */
function asTyped(
  targets: readonly WantedTarget[],
  { durationMs, source, reason }: Draft & { readonly durationMs: number },
) {
  return `${machinesText(targets)} ${formatDuration(durationMs)}${source ? ` from ${source}` : ''} because ${reason}`
}

function machinesText(targets: readonly WantedTarget[]): string {
  return targets.map(({ vm, ports }) => `${vm.id}:${ports.map(({ number }) => number).join(',')}`).join(',')
}

/** For those who may break glass, where it could help: in the words that they could type; as long as it may be. */
async function glassButton(
  { deps, turn }: CommandContext,
  targets: readonly WantedTarget[],
  { source, reason }: Draft,
  findings: readonly Finding[],
): Promise<Button[]> {
  const denied = findings.some(({ kind }) => kind === 'denied')
  if (denied || (await isListedForBreakGlass(deps, turn.person, false)) !== true) return []
  const text = `break-glass ${machinesText(targets)}${source ? ` from ${source}` : ''} because ${reason}`
  return [runAsTyped(deps.reader.words.asking.breakGlass, text, turn.person)]
}
