import { bindChannel } from '../../app/bind-channel.ts'
import { bringPending } from '../../app/bring-pending.ts'
import { learnNames } from '../../app/learn-names.ts'
import { regainChannel } from '../../app/regain-channel.ts'
import type { Binding } from '../../ports/store.ts'
import { zonedTime } from '../../words/clock-time.ts'
import { answerCard, runButton } from '../cards/answer.ts'
import type { Command, CommandContext } from '../command.ts'
import { parseDigestSchedule } from '../text/parse-digest-schedule.ts'
import { chooseLanguage, readLanguage } from './here-language.ts'
import { showBindings } from './here-list.ts'
import { readUnbinding, unbind } from './here-off.ts'

const usage = [
  '/jit here approvals ops-approvals',
  '/jit here digest daily 09:00',
  '/jit here digest weekly mon 09:00 Europe/Paris',
]

export const here: Command = {
  name: 'here',
  aliases: ['bind'],
  who: 'admins',
  summary: 'Bind this channel: approval cards or the digest are posted here',
  usage:
    'here approvals <name> [off] | here digest daily|weekly [day] <hh:mm> [zone] | here digest off | here language en|de|off',
  details: [
    'The name of approvals is what the access policy writes behind notify.',
    'A digest begins where the last one of the channel ended. Typed again, it moves.',
    'Alone, it shows what every channel is bound to, whether messages arrive there, and how to mend what does not work.',
    'With language it chooses the language of the cards that come in this channel; people read theirs in the language of their Teams.',
    'With off it takes a binding away; for a channel that is gone, add its name: here digest off <channel>.',
  ],
  examples: [
    'here',
    'here approvals ops-approvals',
    'here digest daily 09:00',
    'here digest weekly mon 09:00 Europe/Paris',
    'here language de',
  ],
  async run(context) {
    const { deps, turn, rest } = context
    if (rest === '') return await showBindings(context)
    const language = readLanguage(rest)
    if (language !== undefined) return await chooseLanguage(context, language)
    const off = readUnbinding(rest)
    if (off) return await unbind(context, off)
    if (turn.conversation.kind === 'personal') {
      return answerCard(deps.cards, {
        title: 'Only a channel can be bound',
        tone: 'warning',
        paragraphs: ['Type it in the channel where the cards are to appear.'],
        code: usage,
        buttons: [runButton('All bindings', 'here')],
      })
    }
    const binding = readBinding(context)
    if (typeof binding === 'string') {
      return answerCard(deps.cards, {
        title: `“here ${rest.slice(0, 60)}” was not understood`,
        tone: 'warning',
        paragraphs: [binding],
        code: usage,
      })
    }
    return await bind(context, binding)
  },
}

async function bind({ deps, turn }: CommandContext, binding: Binding) {
  const { firstAt } = await bindChannel(deps, turn.person, binding)
  // An admin types here, so the channel is there.
  await regainChannel(deps, binding.conversation)
  const paragraphs: string[] = []
  if (binding.purpose === 'approvals') {
    deps.afterwards(() => learnNames(deps, binding.conversation))
    const waiting = await bringPending(deps, binding)
    if (waiting > 0)
      paragraphs.push(
        waiting === 1
          ? 'One request waits for approval; its card comes here too.'
          : `${waiting} requests wait for approval; their cards come here too.`,
      )
  } else if (firstAt !== undefined) {
    paragraphs.push(`The first one: ${zonedTime(firstAt, { ...deps.reader, zone: binding.zone ?? deps.zone })}.`)
  }
  const done = answerCard(deps.cards, {
    title:
      binding.purpose === 'approvals'
        ? `Approval cards for “${binding.name}” come here now`
        : `The ${binding.every} digest comes here now`,
    tone: 'good',
    paragraphs,
  })
  // What a channel is for concerns everybody in it.
  return { ...done, forAll: true }
}

/** What was typed, or a sentence that says what is allowed. */
function readBinding({ turn, rest }: CommandContext): Binding | string {
  const at = { conversation: turn.conversation.id, title: turn.conversation.title ?? '' }
  const approvals = /^approvals?\s+#?([\w.-]{1,60})$/i.exec(rest)
  if (approvals?.[1]) return { purpose: 'approvals', name: approvals[1].toLowerCase(), ...at }
  const digest = /^digest\s+(.+)$/is.exec(rest)
  if (!digest?.[1]) return 'Say what this channel is for:'
  const parsed = parseDigestSchedule(digest[1])
  if (!parsed.ok) return parsed.text
  return { purpose: 'digest', ...parsed.schedule, ...(parsed.zone === undefined ? {} : { zone: parsed.zone }), ...at }
}
