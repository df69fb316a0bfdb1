import type { Prepared } from '../../app/prepare-break-glass.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { Vm } from '../../domain/vm.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { zonedTime } from '../../words/clock-time.ts'
import type { Reader } from '../../words/reader.ts'
import { skippedText } from '../words/break-glass.ts'
import { portsText, sourceText } from '../words/describe.ts'
import { escapeMarkdown } from '../words/escape.ts'
import { texts } from './answer.ts'
import type { Cards } from './expand.ts'

/** What somebody reads before they break glass: what opens, whom it skips, who is told, who signs, when it is possible again. */
export function breakGlassCard(
  cards: Cards,
  prepared: Extract<Prepared, { kind: 'prepared' }>,
  vms: readonly Vm[],
): OutgoingMessage {
  const { draft } = prepared
  const names = vms.map(({ name }) => name)
  const title = `Break glass on ${cards.reader.words.describe.list(names, 'and')}?`
  const machines = draft.targets.map(
    ({ ports }, i) => `${names[i]} (${vms[i]?.resourceGroup}): ${portsText(ports, cards.reader.words)}`,
  )
  const card = cards.expand('break-glass', {
    id: draft.id,
    title: escapeMarkdown(title),
    facts: [
      { label: names.length > 1 ? 'Machines' : 'Machine', value: machines.join('\n') },
      { label: 'From', value: sourceText(draft.source, cards.reader.words) },
      { label: 'For', value: `${formatDuration(draft.durationMs)} from the moment it opens` },
    ],
    effects: texts(glassEffects(prepared, cards.reader)),
    reason: draft.reason,
    notes: texts([
      escapeMarkdown(`For ${draft.person.name} alone, until ${zonedTime(draft.expiresAt, cards.reader)}, once.`),
    ]),
  })
  return { card, summary: title }
}

/** What comes of it: whom it skips, who is told, who signs, when it is possible again. */
export function glassEffects(
  { analysis, rule, loud }: Extract<Prepared, { kind: 'prepared' }>,
  reader: Reader,
): string[] {
  const { list } = reader.words.describe
  return [
    `It opens at once, and nobody is asked: ${skippedText(analysis.skipped, reader)}.`,
    `Told at once, with your name and reason: ${list(loud.names.slice(0, 6), 'and')}.`,
    `Somebody of ${list(rule.reviewers, 'or')}, and not you, signs for it afterwards; it stands in each digest until then.`,
    `You can not do it again for ${formatDuration(rule.coolDownMs)}, nor while it is open.`,
  ]
}
