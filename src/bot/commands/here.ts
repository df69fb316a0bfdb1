import { bindChannel } from '../../app/bind-channel.ts'
import { learnNames } from '../../app/learn-names.ts'
import { zonedTime } from '../../domain/clock-time.ts'
import type { Schedule, Weekday } from '../../domain/next-time.ts'
import type { Binding } from '../../ports/store.ts'
import { answerCard, runButton } from '../cards/answer.ts'
import type { Command, CommandContext } from '../command.ts'
import { parseDigestSchedule } from '../text/parse-digest-schedule.ts'

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
  usage: 'here approvals <name> | here digest daily|weekly [day] <hh:mm> [zone]',
  details: [
    'The name of approvals is what the access policy writes behind notify. Alone, it shows what this channel is bound to.',
    'A digest begins where the last one of the channel ended. Typed again, it moves.',
  ],
  examples: ['here approvals ops-approvals', 'here digest daily 09:00', 'here digest weekly mon 09:00 Europe/Paris'],
  async run(context) {
    const { deps, turn, rest } = context
    if (turn.conversation.kind === 'personal') {
      return answerCard(deps.cards, {
        title: 'Only a channel can be bound',
        tone: 'warning',
        paragraphs: ['Type it in the channel where the cards are to appear.'],
        code: usage,
      })
    }
    if (rest === '') return await shown(context)
    const binding = readBinding(context)
    if (typeof binding === 'string') {
      return answerCard(deps.cards, {
        title: `“here ${rest.slice(0, 60)}” was not understood`,
        tone: 'warning',
        paragraphs: [binding],
        code: usage,
      })
    }
    const { firstAt } = await bindChannel(deps, turn.person, binding)
    if (binding.purpose === 'approvals') deps.afterwards(() => learnNames(deps, binding.conversation))
    const title =
      binding.purpose === 'approvals'
        ? `Approval cards for “${binding.name}” come here now`
        : `The ${binding.every} digest comes here now`
    const zone = binding.purpose === 'digest' ? (binding.zone ?? deps.zone) : deps.zone
    const done = answerCard(deps.cards, {
      title,
      tone: 'good',
      paragraphs: firstAt === undefined ? [] : [`The first one: ${zonedTime(firstAt, zone, deps.clock.now())}.`],
    })
    // What a channel is for concerns everybody in it.
    return { ...done, forAll: true }
  },
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

async function shown({ deps, turn }: CommandContext) {
  const bindings = (await deps.bindings.list()).filter((binding) => binding.conversation === turn.conversation.id)
  const lines = bindings.map((binding) =>
    binding.purpose === 'approvals'
      ? `Approval cards for “${binding.name}”.`
      : `The digest, ${scheduleText(binding)} (${binding.zone ?? deps.zone}).`,
  )
  return answerCard(deps.cards, {
    title: lines.length === 0 ? 'This channel is bound to nothing' : 'This channel gets',
    paragraphs: lines,
    code: lines.length === 0 ? usage : [],
    buttons: [runButton('Help', 'help here')],
  })
}

/** `daily at 09:00`, `weekly on Monday at 09:00`. */
function scheduleText({ every, day = 'mon', hour, minute }: Schedule): string {
  const on = every === 'weekly' ? ` on ${dayNames[day]}` : ''
  return `${every}${on} at ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

const dayNames: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}
