import { findingText } from '../domain/access-policy/finding-text.ts'
import type { OutgoingMessage } from '../ports/messenger.ts'
import type { Reader } from '../words/reader.ts'
import { answerCard, runAsTyped } from './cards/answer.ts'
import type { CommandContext } from './command.ts'
import type { MachineTrouble } from './find-machines.ts'
import { notLookedUp } from './words/not-looked-up.ts'
import { commandName } from './words/vm-name.ts'

/** Whether machines are to be asked for, or their rules to be changed by somebody who may see them all. */
type Purpose = 'ask' | 'change'

/** The answer to words that leave open which machines are meant, with buttons that say it. `command`: what is run again. */
export function machineTrouble(
  context: CommandContext,
  command: string,
  purpose: Purpose,
  trouble: MachineTrouble,
): OutgoingMessage {
  const { deps, turn, rest } = context
  if (trouble.kind === 'not looked up') return notLookedUp(deps, trouble.text, trouble.why, context.deps.reader)
  const paragraphs = troubleTexts(trouble, purpose, deps.reader)
  if (trouble.kind === 'too many')
    return answerCard(deps.cards, { title: 'Too many machines', tone: 'attention', paragraphs })
  const { text } = trouble
  const shown = short(text)
  const instead = (name: string) => `${command} ${withInstead(rest, text, name)}`
  if (trouble.kind === 'several')
    return answerCard(deps.cards, {
      title: `Which ${shown}?`,
      tone: 'accent',
      paragraphs,
      buttons: trouble.vms
        .slice(0, 6)
        .map((vm) =>
          runAsTyped(`${vm.name} in ${vm.resourceGroup}`, instead(commandName(deps.estate, vm)), turn.person),
        ),
    })
  return answerCard(deps.cards, {
    title: purpose === 'ask' ? `${shown} can not be asked for` : `${shown} is not known`,
    tone: 'warning',
    paragraphs,
    buttons: trouble.near.map((vm) =>
      runAsTyped(purpose === 'ask' ? `Ask for ${vm.name}` : vm.name, instead(vm.name), turn.person),
    ),
  })
}

/** The same in sentences, for a form. */
export function troubleTexts(trouble: MachineTrouble, purpose: Purpose, reader: Reader): string[] {
  switch (trouble.kind) {
    case 'too many':
      return [
        purpose === 'ask'
          ? `That is ${trouble.count} machines; one request may have at most ${trouble.most}. Name fewer, or split it.`
          : `That is ${trouble.count} machines; at most ${trouble.most} can be changed at once. Name fewer, or do it in parts.`,
      ]
    case 'several': {
      const groups = trouble.vms.map((vm) => vm.resourceGroup)
      return [
        `There are ${groups.length} machines of that name, in the resource groups ${reader.words.describe.list(groups, 'and')}.`,
      ]
    }
    case 'unknown': {
      const near = reader.words.describe.list(
        trouble.near.map((vm) => vm.name),
        'or',
      )
      const finding = findingText({ kind: 'not covered', vmName: trouble.text }, reader)
      return [
        purpose === 'ask' ? finding : `There is no machine “${short(trouble.text)}”. See them all with /jit vms.`,
        ...(near === '' ? [] : [`Did you mean ${near}?`]),
      ]
    }
    case 'not looked up':
      return [`${short(trouble.text)} could not be looked up in Azure: ${trouble.why} Try again in a minute.`]
  }
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** The same words with another machine name; where it stands as a word of its own, and not as a part of a longer name. */
function withInstead(rest: string, text: string, name: string): string {
  const [lower, wanted] = [rest.toLowerCase(), text.toLowerCase()]
  const isNamed = (at: number) =>
    !/[\w./-]/.test(lower[at - 1] ?? '') && !/[\w.*?/-]/.test(lower[at + wanted.length] ?? '')
  let at = lower.indexOf(wanted)
  while (at >= 0 && !isNamed(at)) at = lower.indexOf(wanted, at + 1)
  return at < 0 ? name : `${rest.slice(0, at)}${name}${rest.slice(at + wanted.length)}`
}
