import { boundAs } from '../../app/bound-channel.ts'
import { lookAtChannels } from '../../app/watch-channels.ts'
import type { ChannelState } from '../../domain/channel-state.ts'
import type { Binding } from '../../ports/store.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { answerCard, type Button, runButton } from '../cards/answer.ts'
import { listCard, type Row } from '../cards/list.ts'
import type { CommandContext } from '../command.ts'
import { bindLine, boundText } from '../words/binding.ts'
import { offText } from './here-off.ts'

/** So many bindings fit in one card, with room for long names. */
const most = 30

/** What every channel is bound to and whether the bot can post there, as seen just now. */
export async function showBindings({ deps, turn }: CommandContext) {
  const states = await lookAtChannels(deps)
  const bindings = await deps.bindings.list()
  if (bindings.length === 0) {
    return answerCard(deps.cards, {
      title: 'No channel is bound to anything',
      tone: 'warning',
      paragraphs: [
        'Requests that somebody has to approve are refused until a channel is bound. Type in the channel where the cards are to appear:',
      ],
      code: ['/jit here approvals ops-approvals', '/jit here digest daily 09:00'],
      buttons: [runButton('Help', 'help here')],
    })
  }
  const row = (binding: Binding) => rowOf(binding, states.get(binding.conversation), deps.reader)
  const [own, others] = [true, false].map((isOwn) =>
    bindings.filter(({ conversation }) => (conversation === turn.conversation.id) === isOwn),
  )
  const lost = bindings.filter(({ conversation }) => states.get(conversation)?.lost)
  const left = bindings.length - most
  return listCard(deps.cards, {
    title: lost.length === 0 ? 'What channels are bound to' : 'A bound channel does not work',
    sections: [
      { heading: 'This channel', rows: (own ?? []).slice(0, most).map(row) },
      { heading: own?.length ? 'Other channels' : 'Channels', rows: (others ?? []).slice(0, most).map(row) },
    ],
    notes: [
      ...(turn.conversation.kind !== 'personal' && !own?.length ? ['This channel is bound to nothing.'] : []),
      ...(bindings.some(({ purpose }) => purpose === 'approvals')
        ? []
        : [
            'No channel is bound for approvals: requests that somebody has to approve are refused. Type /jit here approvals <name> in one.',
          ]),
      ...(left > 0 ? [`And ${left} more.`] : []),
    ],
    buttons: [...lost, ...(own ?? []).filter((binding) => !lost.includes(binding))]
      .slice(0, 5)
      .map(offButton)
      .concat(runButton('Help', 'help here')),
  })
}

function rowOf(binding: Binding, state: ChannelState | undefined, reader: Reader): Row {
  const time = (at: number) => zonedTime(at, reader)
  // Teams does not tell the name of a channel until somebody changes it.
  const bound = boundText(boundAs(binding), reader)
  const name =
    binding.title === '' ? bound.replace(/^./, (letter) => letter.toUpperCase()) : `${binding.title}: ${bound}`
  if (state?.lost) {
    const { since, why } = state.lost
    const mend = `Restore it or add the app again, or type in another channel: ${bindLine(boundAs(binding), reader)}`
    return { name, state: 'broken', color: 'attention', line: `Since ${time(since)}: ${why}. ${mend}` }
  }
  const line =
    state?.deliveredAt === undefined ? 'Nothing was posted there yet.' : `Last posted there ${time(state.deliveredAt)}.`
  return { name, state: 'works', color: 'good', line }
}

function offButton(binding: Binding): Button {
  const what =
    binding.purpose === 'approvals' ? `approvals “${binding.name}”` : `the digest of ${binding.title || 'this channel'}`
  return runButton(`Unbind ${what}`.slice(0, 60), `here ${offText(binding)}`)
}
