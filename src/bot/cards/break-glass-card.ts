import type { Prepared } from '../../app/prepare-break-glass.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { Vm } from '../../domain/vm.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { zonedTime } from '../../words/clock-time.ts'
import { skippedText } from '../words/break-glass.ts'
import { portsText, sourceText } from '../words/describe.ts'
import { escapeMarkdown } from '../words/escape.ts'
import { texts } from './answer.ts'
import type { Cards } from './expand.ts'

/** What somebody reads before they break glass: what opens, whom it skips, who is told, who signs, when it is possible again. */
export function breakGlassCard(
  cards: Cards,
  { draft, analysis, rule, loud }: Extract<Prepared, { kind: 'prepared' }>,
  vms: readonly Vm[],
): OutgoingMessage {
  const names = vms.map(({ name }) => name)
  const title = `Break glass on ${cards.reader.words.describe.list(names, 'and')}?`
  const machines = draft.targets.map(
    ({ ports }, i) => `${names[i]} (${vms[i]?.resourceGroup}): ${portsText(ports, cards.reader.words)}`,
  )
  const skipped = skippedText(analysis.skipped, cards.reader)
  const card = cards.expand('break-glass', {
    id: draft.id,
    title: escapeMarkdown(title),
    facts: [
      { label: names.length > 1 ? 'Machines' : 'Machine', value: machines.join('\n') },
      { label: 'From', value: sourceText(draft.source, cards.reader.words) },
      { label: 'For', value: `${formatDuration(draft.durationMs)} from the moment it opens` },
    ],
    effects: texts([
      `It opens at once, and nobody is asked: ${skipped}.`,
      `Told at once, with your name and reason: ${cards.reader.words.describe.list(loud.names.slice(0, 6), 'and')}.`,
      `Somebody of ${cards.reader.words.describe.list(rule.reviewers, 'or')}, and not you, signs for it afterwards; it stands in each digest until then.`,
      `You can not do it again for ${formatDuration(rule.coolDownMs)}, nor while it is open.`,
    ]),
    reason: draft.reason,
    notes: texts([
      escapeMarkdown(`For ${draft.person.name} alone, until ${zonedTime(draft.expiresAt, cards.reader)}, once.`),
    ]),
  })
  return { card, summary: title }
}
