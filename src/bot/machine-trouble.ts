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
  const { machines: text } = deps.reader.words.asking
  const paragraphs = troubleTexts(trouble, purpose, deps.reader)
  if (trouble.kind === 'too many') return answerCard(deps.cards, { title: text.tooMany, tone: 'attention', paragraphs })
  const shown = short(trouble.text)
  const instead = (name: string) => `${command} ${withInstead(rest, trouble.text, name)}`
  if (trouble.kind === 'several')
    return answerCard(deps.cards, {
      title: text.which(shown),
      tone: 'accent',
      paragraphs,
      buttons: trouble.vms
        .slice(0, 6)
        .map((vm) =>
          runAsTyped(text.inGroup(vm.name, vm.resourceGroup), instead(commandName(deps.estate, vm)), turn.person),
        ),
    })
  return answerCard(deps.cards, {
    title: purpose === 'ask' ? text.notToAsk(shown) : text.notKnown(shown),
    tone: 'warning',
    paragraphs,
    buttons: trouble.near.map((vm) =>
      runAsTyped(purpose === 'ask' ? text.askFor(vm.name) : vm.name, instead(vm.name), turn.person),
    ),
  })
}

/** The same in sentences, for a form. */
export function troubleTexts(trouble: MachineTrouble, purpose: Purpose, reader: Reader): string[] {
  const { asking, describe } = reader.words
  const { machines: text } = asking
  switch (trouble.kind) {
    case 'too many':
      return [
        purpose === 'ask'
          ? text.tooManyToAsk(trouble.count, trouble.most)
          : text.tooManyToChange(trouble.count, trouble.most),
      ]
    case 'several': {
      const groups = trouble.vms.map((vm) => vm.resourceGroup)
      return [text.sameName(groups.length, describe.list(groups, 'and'))]
    }
    case 'unknown': {
      const near = describe.list(
        trouble.near.map((vm) => vm.name),
        'or',
      )
      const finding = findingText({ kind: 'not covered', vmName: trouble.text }, reader)
      return [
        purpose === 'ask' ? finding : text.noneOfName(short(trouble.text)),
        ...(near === '' ? [] : [text.didYouMean(near)]),
      ]
    }
    case 'not looked up':
      return [text.notLookedUp(short(trouble.text), trouble.why(reader))]
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
