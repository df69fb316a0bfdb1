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
  const { breakGlassCard: text, describe, requestCard } = cards.reader.words
  const names = vms.map(({ name }) => name)
  const title = text.title(describe.list(names, 'and'))
  const machines = draft.targets.map(
    ({ ports }, i) => `${names[i]} (${vms[i]?.resourceGroup}): ${portsText(ports, cards.reader.words)}`,
  )
  const card = cards.expand('break-glass', {
    id: draft.id,
    title: escapeMarkdown(title),
    facts: [
      { label: requestCard.labels[names.length > 1 ? 'machines' : 'machine'], value: machines.join('\n') },
      { label: requestCard.labels.from, value: sourceText(draft.source, cards.reader.words) },
      { label: requestCard.labels.for, value: requestCard.fromOpening(formatDuration(draft.durationMs), '') },
    ],
    effects: texts(glassEffects(prepared, cards.reader)),
    reason: draft.reason,
    notes: texts([escapeMarkdown(text.forOneAlone(draft.person.name, zonedTime(draft.expiresAt, cards.reader)))]),
  })
  return { card, summary: title }
}

/** What comes of it: whom it skips, who is told, who signs, when it is possible again. */
export function glassEffects(
  { analysis, rule, loud }: Extract<Prepared, { kind: 'prepared' }>,
  reader: Reader,
): string[] {
  const { breakGlassCard: text, describe } = reader.words
  return [
    text.nobodyAsked(skippedText(analysis.skipped, reader)),
    text.toldAtOnce(describe.list(loud.names.slice(0, 6), 'and')),
    text.somebodySigns(describe.list(rule.reviewers, 'or')),
    text.notAgainFor(formatDuration(rule.coolDownMs)),
  ]
}
