import { clockTime } from '../../domain/clock-time.ts'
import { parseRequestId } from '../../domain/ids.ts'
import { listCard } from '../cards/list.ts'
import type { Command } from '../command.ts'
import { factText } from '../words/fact.ts'

const dayMs = 86_400_000

export const audit: Command = {
  name: 'audit',
  aliases: ['ledger', 'log'],
  who: 'auditors',
  summary: 'Read the ledger: what was asked, decided, opened and closed, and by whom',
  usage: 'audit [7d] [request, machine or person]',
  details: ['Its integrity is checked with the command line: jit-access-bot audit verify'],
  examples: ['audit', 'audit 30d web01'],
  async run({ deps, turn, rest }) {
    const words = rest.split(' ').filter((word) => word !== '')
    const period = /^(\d{1,4})d(ays)?$/i.exec(words[0] ?? '')
    const days = period ? Number(period[1]) : 7
    const text = words.slice(period ? 1 : 0).join(' ')
    const request = parseRequestId(text)
    const zone = turn.zone ?? deps.zone
    const now = deps.clock.now()
    const filter = request && (await deps.store.find(request)) ? { request } : text === '' ? {} : { text }
    const head = await deps.ledger.head()
    const entries = await deps.ledger.latest({ from: now - days * dayMs, limit: 20, ...filter })
    const rows = entries.map(({ seq, event }) => ({
      name: factText(event.fact),
      state: `#${seq}`,
      line: [clockTime(event.at, zone, now), event.actor === 'bot' ? 'the bot' : event.actor.name, event.request ?? '']
        .filter((t) => t !== '')
        .join(' · '),
    }))
    return listCard(deps.cards, {
      title: `Ledger, last ${days} ${days === 1 ? 'day' : 'days'}${text === '' ? '' : `: ${text}`}`,
      subtitle: rows.length === 0 ? 'No entry matches.' : `newest first, at most 20`,
      sections: [{ rows }],
      notes: [`Head ${head.seq}: ${head.hash || 'empty'}`],
    })
  },
}
