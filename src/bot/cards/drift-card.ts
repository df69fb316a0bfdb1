import type { OutsideWindow } from '../../domain/drift.ts'
import type { RuleDrift } from '../../domain/rule-drift.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { clockTime, zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { prefixText } from '../words/describe.ts'
import { openerText, toldText } from '../words/policy-drift.ts'
import { ruleDriftRemedy, ruleDriftText } from '../words/rule-drift.ts'
import { answerCard } from './answer.ts'
import type { Cards } from './expand.ts'

/** Somebody opened a port past the bot: what, who, until when, and what to do. */
export function driftCard(cards: Cards, window: OutsideWindow): OutgoingMessage {
  const [, , subscription = '', , group = ''] = window.vm.split('/')
  const name = window.vm.split('/').at(-1) ?? ''
  const isOver = window.endsAt <= cards.reader.now
  const { driftCards: text } = cards.reader.words
  const { labels } = text
  return answerCard(cards, {
    title: text.openedTitle(name),
    tone: 'attention',
    paragraphs: [
      text.openedBy(openerFirst(window, cards.reader)),
      ...(window.forged === undefined ? [] : [text.forged(window.forged)]),
      isOver ? text.over : text.stillOpen,
    ],
    facts: [
      { label: labels.machine, value: `${name} (${text.place(group, subscription)})` },
      { label: labels.ports, value: window.ports.join(', ') },
      { label: labels.from, value: window.sources.map((source) => prefixText(source, cards.reader.words)).join(', ') },
      ...(window.log && 'unknown' in window.log
        ? [{ label: labels.who, value: toldText(window.log, cards.reader) }]
        : []),
      { label: labels.opened, value: zonedTime(window.startedAt, cards.reader) },
      { label: isOver ? labels.ended : labels.openUntil, value: clockTime(window.endsAt, cards.reader) },
    ],
  })
}

/** At the head of a sentence: what stands for an application begins with a small letter, a name stays as it is. */
function openerFirst(window: OutsideWindow, reader: Reader): string {
  const opener = openerText(window, reader)
  return window.by === undefined ? `${opener.charAt(0).toUpperCase()}${opener.slice(1)}` : opener
}

/** A rule of the network is not as Defender would have it: what, where, and what to do. */
export function ruleDriftCard(cards: Cards, drift: RuleDrift): OutgoingMessage {
  const [, , subscription = '', , group = ''] = drift.vm.split('/')
  const name = drift.vm.split('/').at(-1) ?? ''
  const { driftCards: text } = cards.reader.words
  const { labels } = text
  return answerCard(cards, {
    title: text.rulesTitle(name),
    tone: 'attention',
    paragraphs: [ruleDriftText(drift, cards.reader), ruleDriftRemedy(drift, cards.reader)],
    facts: [
      { label: labels.machine, value: `${name} (${text.place(group, subscription)})` },
      ...(drift.rule ? [{ label: labels.rule, value: drift.rule.name }] : []),
      ...(drift.log ? [{ label: labels.who, value: toldText(drift.log, cards.reader) }] : []),
    ],
  })
}
