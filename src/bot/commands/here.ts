import { bindChannel } from '../../app/bind-channel.ts'
import { zonedTime } from '../../domain/clock-time.ts'
import type { Binding } from '../../ports/store.ts'
import { answerCard, runButton } from '../cards/answer.ts'
import type { Command, CommandContext } from '../command.ts'

const usage = ['/jit here approvals ops-approvals', '/jit here digest daily 09:00', '/jit here digest weekly 09:00']

export const here: Command = {
  name: 'here',
  aliases: ['bind'],
  who: 'admins',
  summary: 'Bind this channel: approval cards or the digest are posted here',
  usage: 'here approvals <name> | here digest daily|weekly <hh:mm>',
  details: [
    'The name of approvals is what the access policy writes behind notify. Alone, it shows what this channel is bound to.',
  ],
  examples: ['here approvals ops-approvals', 'here digest daily 09:00'],
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
    if (!binding) {
      return answerCard(deps.cards, {
        title: `“here ${rest.slice(0, 60)}” was not understood`,
        tone: 'warning',
        paragraphs: ['Say what this channel is for:'],
        code: usage,
      })
    }
    const { firstAt } = await bindChannel(deps, turn.person, binding)
    const title =
      binding.purpose === 'approvals'
        ? `Approval cards for “${binding.name}” come here now`
        : `The ${binding.every} digest comes here now`
    return answerCard(deps.cards, {
      title,
      tone: 'good',
      paragraphs: firstAt === undefined ? [] : [`The first one: ${zonedTime(firstAt, deps.zone, deps.clock.now())}.`],
    })
  },
}

function readBinding({ turn, rest }: CommandContext): Binding | undefined {
  const at = { conversation: turn.conversation.id, title: turn.conversation.title ?? '' }
  const approvals = /^approvals?\s+#?([\w.-]{1,60})$/i.exec(rest)
  if (approvals?.[1]) return { purpose: 'approvals', name: approvals[1].toLowerCase(), ...at }
  const digest = /^digest\s+(daily|weekly)(?:\s+(?:at\s+)?(\d{1,2})(?::(\d{2}))?)?$/i.exec(rest)
  if (!digest) return undefined
  const hour = Number(digest[2] ?? 9)
  const minute = Number(digest[3] ?? 0)
  if (hour > 23 || minute > 59) return undefined
  return { purpose: 'digest', every: digest[1]?.toLowerCase() === 'weekly' ? 'weekly' : 'daily', hour, minute, ...at }
}

async function shown({ deps, turn }: CommandContext) {
  const bindings = (await deps.bindings.list()).filter((binding) => binding.conversation === turn.conversation.id)
  const lines = bindings.map((binding) =>
    binding.purpose === 'approvals'
      ? `Approval cards for “${binding.name}”.`
      : `The digest, ${binding.every} at ${String(binding.hour).padStart(2, '0')}:${String(binding.minute).padStart(2, '0')} (${deps.zone}).`,
  )
  return answerCard(deps.cards, {
    title: lines.length === 0 ? 'This channel is bound to nothing' : 'This channel gets',
    paragraphs: lines,
    code: lines.length === 0 ? usage : [],
    buttons: [runButton('Help', 'help here')],
  })
}
