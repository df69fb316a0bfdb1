import { driftCard, ruleDriftCard } from '../../../src/bot/cards/drift-card.ts'
import type { Cards } from '../../../src/bot/cards/expand.ts'
import { policyDriftCard, vmGoneCard } from '../../../src/bot/cards/policy-drift-card.ts'
import type { PortRule } from '../../../src/domain/vm.ts'
import type { OutgoingMessage } from '../../../src/ports/messenger.ts'
import { noon, pending, target } from '../../fixtures.ts'

const hostile = '**mallory** <at>x</at>'
const rules: readonly PortRule[] = Array.from({ length: 20 }, (_, i) => ({
  ...{ number: 3389 + i, protocol: 'TCP', maxDurationMs: 3_600_000 },
  sources: Array.from({ length: 20 }, (_, part) => `203.0.${part}.0/24`),
}))
const { vm, policy } = target()

/** What the watcher tells, at its largest. */
export function everyDriftCard(cards: Cards): [string, OutgoingMessage][] {
  const change = { vm, before: rules, after: [] }
  const _view = {}
  const forged = { forged: pending().id, log: { callers: [hostile] } }
  return [
    ...(['new', 'changed', 'deleted'] as const).map((what): [string, OutgoingMessage] => [
      `policy drift: ${what}`,
      policyDriftCard(cards, {
        ...{ policy, what, more: 480, log: { callers: Array.from({ length: 9 }, () => hostile) } },
        changes: Array.from({ length: 20 }, () => change),
      }),
    ]),
    [
      'policy drift by nobody known',
      policyDriftCard(cards, { policy, what: 'changed', more: 0, log: { unknown: 'it is behind' }, changes: [change] }),
    ],
    [
      'machine gone',
      vmGoneCard(cards, { vm, policies: Array.from({ length: 10 }, () => policy), requests: [pending().id] }),
    ],
    [
      'forged window',
      driftCard(cards, {
        ...{ policy, vm, ports: [22], sources: ['*'], startedAt: noon, endsAt: noon + 1 },
        ...forged,
      }),
    ],
    ['rule drift with who', ruleDriftCard(cards, { kind: 'no deny', vm, ports: [22], log: { callers: [hostile] } })],
  ]
}
