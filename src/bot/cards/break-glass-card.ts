import type { Prepared } from '../../app/prepare-break-glass.ts'
import { zonedTime } from '../../domain/clock-time.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { Vm } from '../../domain/vm.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { skippedText } from '../words/break-glass.ts'
import { listText, portsText, sourceText } from '../words/describe.ts'
import { escapeMarkdown } from '../words/escape.ts'
import { texts } from './answer.ts'
import type { Cards } from './expand.ts'

/** What somebody reads before they break glass: what opens, whom it skips, who is told, who signs, when it is possible again. */
export function breakGlassCard(
  cards: Cards,
  { draft, analysis, rule, loud }: Extract<Prepared, { kind: 'prepared' }>,
  vms: readonly Vm[],
  { zone, now }: { readonly zone: string; readonly now: number },
): OutgoingMessage {
  const names = vms.map(({ name }) => name)
  const title = `Break glass on ${listText(names, 'and')}?`
  const machines = draft.targets.map(({ ports }, i) => `${names[i]} (${vms[i]?.resourceGroup}): ${portsText(ports)}`)
  const skipped = skippedText(analysis.skipped)
  const card = cards.expand('break-glass', {
    id: draft.id,
    title: escapeMarkdown(title),
    facts: [
      { label: names.length > 1 ? 'Machines' : 'Machine', value: machines.join('\n') },
      { label: 'From', value: sourceText(draft.source) },
      { label: 'For', value: `${formatDuration(draft.durationMs)} from the moment it opens` },
    ],
    effects: texts([
      `It opens at once, and nobody is asked: ${skipped}.`,
      `Told at once, with your name and reason: ${listText(loud.names.slice(0, 6), 'and')}.`,
      `Somebody of ${listText(rule.reviewers, 'or')}, and not you, signs for it afterwards; it stands in each digest until then.`,
      `You can not do it again for ${formatDuration(rule.coolDownMs)}, nor while it is open.`,
    ]),
    reason: draft.reason,
    notes: texts([
      escapeMarkdown(`For ${draft.person.name} alone, until ${zonedTime(draft.expiresAt, zone, now)}, once.`),
    ]),
  })
  return { card, summary: title }
}
