import type { OutsideWindow } from '../../domain/drift.ts'
import type { RuleDrift } from '../../domain/rule-drift.ts'
import { showSource } from '../../domain/source.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { clockTime, zonedTime } from '../../words/clock-time.ts'
import { openerText, toldText } from '../words/policy-drift.ts'
import { ruleDriftRemedy, ruleDriftText } from '../words/rule-drift.ts'
import { answerCard } from './answer.ts'
import type { Cards } from './expand.ts'

/** Somebody opened a port past the bot: what, who, until when, and what to do. */
export function driftCard(cards: Cards, window: OutsideWindow): OutgoingMessage {
  const [, , subscription = '', , group = ''] = window.vm.split('/')
  const name = window.vm.split('/').at(-1) ?? ''
  const isOver = window.endsAt <= cards.reader.now
  return answerCard(cards, {
    title: `Opened past the bot: ${name}`,
    tone: 'attention',
    paragraphs: [
      `${openerText(window, cards.reader).replace(/^[at]/, (first) => first.toUpperCase())} opened it in Azure, and nobody was asked here.`,
      ...(window.forged === undefined
        ? []
        : [
            `It bears the mark of request ${window.forged}, and is not what was approved there: somebody passes it off as the bot’s. Find out which application has the right to open ports.`,
          ]),
      isOver
        ? 'The window is over. Ask who it was whether it was meant.'
        : 'If it was not meant, shut it in the Azure portal; if it was, the person asks with /jit request the next time.',
    ],
    facts: [
      { label: 'Machine', value: `${name} (${group}, subscription ${subscription})` },
      { label: 'Ports', value: window.ports.join(', ') },
      { label: 'From', value: window.sources.map(showSource).join(', ') },
      ...(window.log && 'unknown' in window.log ? [{ label: 'Who', value: toldText(window.log, cards.reader) }] : []),
      { label: 'Opened', value: zonedTime(window.startedAt, cards.reader) },
      { label: isOver ? 'Ended' : 'Open until', value: clockTime(window.endsAt, cards.reader) },
    ],
  })
}

/** A rule of the network is not as Defender would have it: what, where, and what to do. */
export function ruleDriftCard(cards: Cards, drift: RuleDrift): OutgoingMessage {
  const [, , subscription = '', , group = ''] = drift.vm.split('/')
  const name = drift.vm.split('/').at(-1) ?? ''
  return answerCard(cards, {
    title: `Network rules of ${name} are not as they should be`,
    tone: 'attention',
    paragraphs: [ruleDriftText(drift, cards.reader), ruleDriftRemedy(drift, cards.reader)],
    facts: [
      { label: 'Machine', value: `${name} (${group}, subscription ${subscription})` },
      ...(drift.rule ? [{ label: 'Rule', value: drift.rule.name }] : []),
      ...(drift.log ? [{ label: 'Who', value: toldText(drift.log, cards.reader) }] : []),
    ],
  })
}
