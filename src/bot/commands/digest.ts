import { makeDigest } from '../../app/make-digest.ts'
import { answerCard } from '../cards/answer.ts'
import { digestCard } from '../cards/digest-card.ts'
import type { Command } from '../command.ts'

const dayMs = 86_400_000
/** What can be read while somebody waits; for more there is the export. */
const mostDays = 31

export const digest: Command = {
  name: 'digest',
  aliases: ['summary'],
  who: 'auditors',
  listed: false,
  usage: 'digest [7d]',
  examples: ['digest 7d', 'digest 1d'],
  async run({ deps, turn, rest }) {
    const period = /^(?:(\d{1,4}) ?d(?:ays?)?)?$/i.exec(rest)
    const days = Number(period?.[1] ?? 7)
    if (!period || days < 1 || days > mostDays) {
      const { digest: text } = deps.reader.words.answers
      return answerCard(deps.cards, {
        title: text.notUnderstood(rest.slice(0, 60)),
        tone: 'warning',
        paragraphs: [text.howManyDays(mostDays)],
        code: ['/jit digest 7d'],
      })
    }
    const zone = turn.zone ?? deps.zone
    const to = deps.clock.now()
    return digestCard(deps.cards, await makeDigest(deps, { from: to - days * dayMs, to, zone }))
  },
}
