import { bindChannel } from '../../app/bind-channel.ts'
import { bringPending } from '../../app/bring-pending.ts'
import { learnNames } from '../../app/learn-names.ts'
import { regainChannel } from '../../app/regain-channel.ts'
import type { Binding } from '../../ports/store.ts'
import { zonedTime } from '../../words/clock-time.ts'
import { answerCard, runButton } from '../cards/answer.ts'
import { type Command, type CommandContext, forPlace } from '../command.ts'
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
  usage:
    'here approvals <name> [off] | here digest daily|weekly [day] <hh:mm> [zone] | here digest off | here language en|de|off',
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
    const { chat, here: text } = deps.reader.words
    const language = readLanguage(rest)
    if (language !== undefined) return await chooseLanguage(context, language)
    const off = readUnbinding(rest)
    if (off) return await unbind(context, off)
    if (turn.conversation.kind === 'personal') {
      return answerCard(deps.cards, {
        title: text.onlyChannel,
        tone: 'warning',
        paragraphs: [text.typeThere],
        code: usage,
        buttons: [runButton(chat.buttons.allBindings, 'here')],
      })
    }
    const binding = readBinding(context)
    if (typeof binding === 'string') {
      return answerCard(deps.cards, {
        title: text.notUnderstood(rest.slice(0, 60)),
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
  // What a channel is for concerns everybody in it.
  const shared = await forPlace(deps, turn)
  const { here: text } = shared.reader.words
  const paragraphs: string[] = []
  if (binding.purpose === 'approvals') {
    deps.afterwards(() => learnNames(deps, binding.conversation))
    const waiting = await bringPending(deps, binding)
    if (waiting > 0) paragraphs.push(text.waiting(waiting))
  } else if (firstAt !== undefined) {
    paragraphs.push(text.firstDigest(zonedTime(firstAt, { ...shared.reader, zone: binding.zone ?? deps.zone })))
  }
  const done = answerCard(shared.cards, {
    title: binding.purpose === 'approvals' ? text.approvalsCome(binding.name) : text.digestComes(binding.every),
    tone: 'good',
    paragraphs,
  })
  return { ...done, forAll: true }
}

/** What was typed, or a sentence that says what is allowed. */
function readBinding({ deps, turn, rest }: CommandContext): Binding | string {
  const at = { conversation: turn.conversation.id, title: turn.conversation.title ?? '' }
  const approvals = /^approvals?\s+#?([\w.-]{1,60})$/i.exec(rest)
  if (approvals?.[1]) return { purpose: 'approvals', name: approvals[1].toLowerCase(), ...at }
  const digest = /^digest\s+(.+)$/is.exec(rest)
  if (!digest?.[1]) return deps.reader.words.here.sayWhatFor
  const parsed = parseDigestSchedule(digest[1])
  if (!parsed.ok) return parsed.text(deps.reader)
  return { purpose: 'digest', ...parsed.schedule, ...(parsed.zone === undefined ? {} : { zone: parsed.zone }), ...at }
}
