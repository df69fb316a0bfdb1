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
  const { name, resourceGroup, subscription } = partsOf(drift.policy)
  const shown = drift.changes.slice(0, mostChanges)
  const left = drift.changes.length - shown.length + drift.more
  const done = { new: 'was made', changed: 'was changed', deleted: 'was deleted' }[drift.what]
  return answerCard(cards, {
    title: `JIT policy ${name} of ${resourceGroup} ${done} elsewhere`,
    tone: 'attention',
    paragraphs: [
      'Its port rules are not as the bot last saw or wrote them, and no change through the bot explains it.',
      ...shown.map((change) => changeText(change, cards.reader).slice(0, longestChange)),
      ...(left > 0 ? [`and ${left} more machines`] : []),
      drift.what === 'deleted'
        ? 'Its machines are not guarded by it any more. If that was not meant, an admin puts them back with /jit enable.'
        : 'If it was not meant, an admin puts the rules right with /jit configure; if it was, there is nothing to do.',
    ],
    facts: [
      { label: 'Who', value: toldText(drift.log, cards.reader) },
      { label: 'Where', value: `${resourceGroup}, subscription ${subscription}` },
    ],
  })
}

/** A machine that Azure no longer has, and where it still stands. */
export function vmGoneCard(cards: Cards, gone: VmGone): OutgoingMessage {
  const { name, resourceGroup, subscription } = partsOf(gone.vm)
  return answerCard(cards, {
    title: `${name} is gone`,
    tone: 'warning',
    paragraphs: [
      vmGoneText(gone, cards.reader),
      ...(gone.policies.length > 0
        ? [
            'Azure keeps a deleted machine in its JIT policy until somebody takes it out: in the Azure portal, under just-in-time VM access. One that is made anew under the same name would have its port rules.',
          ]
        : []),
      ...(gone.requests.length > 0
        ? [
            'Nothing of its windows can be reached any more. If it was not meant to be deleted, Azure’s activity log says who did it.',
          ]
        : []),
    ],
    facts: [{ label: 'Machine', value: `${name} (${resourceGroup}, subscription ${subscription})` }],
  })
}
