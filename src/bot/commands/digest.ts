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
  summary: 'See the digest of the last days at any time',
  usage: 'digest [7d]',
  details: [
    `From 1 to ${mostDays} days, up to now. For more: jit-access-bot audit export --format csv`,
    'A channel gets it by itself with /jit here digest daily 09:00',
  ],
  examples: ['digest 7d', 'digest 1d'],
  async run({ deps, turn, rest }) {
    const period = /^(?:(\d{1,4}) ?d(?:ays?)?)?$/i.exec(rest)
    const days = Number(period?.[1] ?? 7)
    if (!period || days < 1 || days > mostDays) {
      return answerCard(deps.cards, {
        title: `“digest ${rest.slice(0, 60)}” was not understood`,
        tone: 'warning',
        paragraphs: [`Say how many days, from 1d to ${mostDays}d.`],
        code: ['/jit digest 7d'],
      })
    }
    const zone = turn.zone ?? deps.zone
    const to = deps.clock.now()
    return digestCard(deps.cards, await makeDigest(deps, { from: to - days * dayMs, to, zone }))
  },
}
