import { boundAs } from '../../app/bound-channel.ts'
import { lookAtChannels } from '../../app/watch-channels.ts'
import type { ChannelState } from '../../domain/channel-state.ts'
import type { Turn } from '../../ports/chat.ts'
import type { Binding } from '../../ports/store.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Words } from '../../words/en.ts'
import { type Language, languages } from '../../words/languages.ts'
import type { Reader } from '../../words/reader.ts'
import { tell } from '../../words/text.ts'
import { answerCard, type Button, runButton } from '../cards/answer.ts'
import { listCard, type Row } from '../cards/list.ts'
import type { CommandContext } from '../command.ts'
import { bindLine, boundText } from '../words/binding.ts'
import { offText } from './here-off.ts'

type Text = Words['here']['list']

/** So many bindings fit in one card, with room for long names. */
const most = 30

/** What every channel is bound to and whether the bot can post there, as seen just now. */
export async function showBindings({ deps, turn }: CommandContext) {
  const states = await lookAtChannels(deps)
  const [bindings, chosen] = await Promise.all([deps.bindings.list(), deps.languages.all()])
  const { chat, here } = deps.reader.words
  const { list: text } = here
  const languageNotes = languagesOfUnbound(turn, bindings, chosen, text)
  if (bindings.length === 0) {
    return answerCard(deps.cards, {
      title: text.nothingBound,
      tone: 'warning',
      paragraphs: [text.refused],
      code: ['/jit here approvals ops-approvals', '/jit here digest daily 09:00'],
      notes: languageNotes,
      buttons: [runButton(chat.buttons.help, 'help here')],
    })
  }
  const row = (binding: Binding) =>
    rowOf(binding, states.get(binding.conversation), chosen.get(binding.conversation), deps.reader)
  const [own, others] = [true, false].map((isOwn) =>
    bindings.filter(({ conversation }) => (conversation === turn.conversation.id) === isOwn),
  )
  const lost = bindings.filter(({ conversation }) => states.get(conversation)?.lost)
  const left = bindings.length - most
  return listCard(deps.cards, {
    title: lost.length === 0 ? text.boundTo : text.broken,
    sections: [
      { heading: text.thisChannel, rows: (own ?? []).slice(0, most).map(row) },
      { heading: own?.length ? text.others : text.channels, rows: (others ?? []).slice(0, most).map(row) },
    ],
    notes: [
      ...(turn.conversation.kind !== 'personal' && !own?.length ? [text.nothingHere] : []),
      ...(bindings.some(({ purpose }) => purpose === 'approvals') ? [] : [text.noApprovals]),
      ...languageNotes,
      ...(left > 0 ? [text.more(left)] : []),
    ],
    buttons: [...lost, ...(own ?? []).filter((binding) => !lost.includes(binding))]
      .slice(0, 5)
      .map((binding) => offButton(binding, text))
      .concat(runButton(chat.buttons.help, 'help here')),
  })
}

function rowOf(binding: Binding, state: ChannelState | undefined, language: Language | undefined, reader: Reader): Row {
  const { list: text } = reader.words.here
  const time = (at: number) => zonedTime(at, reader)
  // Teams does not tell the name of a channel until somebody changes it.
  const bound = boundText(boundAs(binding), reader)
  const name =
    binding.title === '' ? bound.replace(/^./, (letter) => letter.toUpperCase()) : `${binding.title}: ${bound}`
  if (state?.lost) {
    const { since, why } = state.lost
    const mend = text.mend(bindLine(boundAs(binding)))
    return {
      name,
      state: text.isBroken,
      color: 'attention',
      line: `${text.lost(time(since), tell(why, reader))} ${mend}`,
    }
  }
  const posted = state?.deliveredAt === undefined ? text.nothingPosted : text.posted(time(state.deliveredAt))
  const line = language ? `${posted} ${text.cardsIn(text.languages[language])}` : posted
  return { name, state: text.works, color: 'good', line }
}

/** Languages that were chosen where nothing is bound: requests that are typed there have their cards there too. */
function languagesOfUnbound(
  { conversation }: Turn,
  bindings: readonly Binding[],
  chosen: ReadonlyMap<string, Language>,
  text: Text,
): string[] {
  const bound = new Set(bindings.map((binding) => binding.conversation))
  const here = bound.has(conversation.id) ? undefined : chosen.get(conversation.id)
  const others = [...chosen].filter(([id]) => id !== conversation.id && !bound.has(id)).map(([, language]) => language)
  return [
    ...(here ? [text.languageHere(text.languages[here])] : []),
    ...languages
      .map((language) => ({ language, count: others.filter((other) => other === language).length }))
      .filter(({ count }) => count > 0)
      .map(({ language, count }) => text.languageElsewhere(text.languages[language], count)),
  ]
}

function offButton(binding: Binding, text: Text): Button {
  const digest = binding.title === '' ? text.unbindThis : text.unbindDigest(binding.title)
  const title = binding.purpose === 'approvals' ? text.unbindApprovals(binding.name) : digest
  return runButton(title.slice(0, 60), `here ${offText(binding)}`)
}
