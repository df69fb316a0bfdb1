import { wordsIn } from '../../words/language.ts'
import { languages } from '../../words/languages.ts'
import { answerCard } from '../cards/answer.ts'
import { type CommandContext, forPlace } from '../command.ts'

/** What stands behind `here language`; undefined where that is not what was typed. */
export function readLanguage(rest: string): string | undefined {
  return /^language\b\s*(.*)$/is.exec(rest)?.[1]?.trim().toLowerCase()
}

/** Chooses the language of cards that come in this channel; `off` takes the choice back. Named by its code or in its own words. */
export async function chooseLanguage({ deps, turn }: CommandContext, said: string) {
  const { language: text } = deps.reader.words.here
  const conversation = turn.conversation.id
  if (turn.conversation.kind === 'personal')
    return answerCard(deps.cards, { title: text.notHere, tone: 'warning', paragraphs: [text.ownIsTeams] })
  const chosen = languages.find((language) => said === language || wordsIn(language).names.includes(said))
  if (!chosen && said !== 'off')
    return answerCard(deps.cards, {
      title: text.unknown(said.slice(0, 40)),
      tone: 'warning',
      paragraphs: [text.spoken],
      code: [...languages.map((language) => `/jit here language ${language}`), '/jit here language off'],
    })
  const fact = { type: 'channel language chosen', conversation, ...(chosen ? { language: chosen } : {}) } as const
  await deps.languages.choose(conversation, chosen, [{ at: deps.clock.now(), actor: turn.person, fact }])
  return confirmation(await forPlace(deps, turn))
}

/** For everybody in the channel, hence in its language from now on. */
function confirmation(shared: CommandContext['deps']) {
  const { language: text } = shared.reader.words.here
  return {
    ...answerCard(shared.cards, { title: text.chosen, tone: 'good', paragraphs: [text.fromNow] }),
    forAll: true,
  } as const
}
