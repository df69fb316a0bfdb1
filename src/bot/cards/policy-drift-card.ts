import { partsOf } from '../../domain/ids.ts'
import type { PolicyDrift, VmGone } from '../../domain/policy-drift.ts'
import type { OutgoingMessage } from '../../ports/messenger.ts'
import { changeText, toldText, vmGoneText } from '../words/policy-drift.ts'
import { answerCard } from './answer.ts'
import type { Cards } from './expand.ts'

const mostChanges = 8
const longestChange = 600

/** Somebody changed a JIT policy past the bot: what it was, what it is, who, and what to do. */
export function policyDriftCard(cards: Cards, drift: PolicyDrift): OutgoingMessage {
  const { driftCards: text } = cards.reader.words
  const { name, resourceGroup, subscription } = partsOf(drift.policy)
  const shown = drift.changes.slice(0, mostChanges)
  const left = drift.changes.length - shown.length + drift.more
  return answerCard(cards, {
    title: text.policyTitle[drift.what](name, resourceGroup),
    tone: 'attention',
    paragraphs: [
      text.notAsWritten,
      ...shown.map((change) => changeText(change, cards.reader).slice(0, longestChange)),
      ...(left > 0 ? [text.moreMachines(left)] : []),
      drift.what === 'deleted' ? text.notGuarded : text.putRight,
    ],
    facts: [
      { label: text.labels.who, value: toldText(drift.log, cards.reader) },
      { label: text.labels.where, value: text.place(resourceGroup, subscription) },
    ],
  })
}

/** A machine that Azure no longer has, and where it still stands. */
export function vmGoneCard(cards: Cards, gone: VmGone): OutgoingMessage {
  const { driftCards: text } = cards.reader.words
  const { name, resourceGroup, subscription } = partsOf(gone.vm)
  return answerCard(cards, {
    title: text.gone(name),
    tone: 'warning',
    paragraphs: [
      vmGoneText(gone, cards.reader),
      ...(gone.policies.length > 0 ? [text.azureKeepsIt] : []),
      ...(gone.requests.length > 0 ? [text.windowsOutOfReach] : []),
    ],
    facts: [{ label: text.labels.machine, value: `${name} (${text.place(resourceGroup, subscription)})` }],
  })
}
