import { breakGlassCard } from '../../../src/bot/cards/break-glass-card.ts'
import { digestCard } from '../../../src/bot/cards/digest-card.ts'
import type { Cards } from '../../../src/bot/cards/expand.ts'
import { requestCard } from '../../../src/bot/cards/request-card.ts'
import { startDigest } from '../../../src/domain/digest.ts'
import type { BreakGlassUse, Request, RequestState } from '../../../src/domain/request.ts'
import type { OutgoingMessage } from '../../../src/ports/messenger.ts'
import { vm } from '../../domain/access-policy/samples.ts'
import { adam, emma, noon, requirement } from '../../fixtures.ts'

const hour = 3_600_000
const view = {}
const hostile = '**mine** <at>x</at>'

const use: BreakGlassUse = {
  skipped: Array.from({ length: 12 }, (_, i) => ({
    rule: `${hostile} ${i}`,
    count: 2,
    from: ['sre-leads', 'on-call'],
  })),
  reviewers: ['security', hostile],
  coolDownMs: 24 * hour,
}
export const signed: Pick<Request, 'breakGlass'> = {
  breakGlass: { ...use, review: { by: adam, at: noon, verdict: 'not justified', comment: `${hostile} `.repeat(12) } },
}
const states: readonly RequestState[] = ['approved', 'opening', 'open', 'closing', 'closed', 'failed', 'lapsed']

/** A break-glass in all its states, for both audiences; its confirmation; the digest that names what is unsigned. */
export function everyBreakGlassCard(
  cards: Cards,
  requestIn: (state: RequestState, large?: boolean) => Request,
): [string, OutgoingMessage][] {
  const machines = Array.from({ length: 5 }, (_, i) => vm(`${'w'.repeat(60)}${i}`))
  const ports = [22, 80, 443, 3389, 5985, 5986].map((number) => ({ number, protocol: 'TCP' as const }))
  const confirmation = breakGlassCard(
    cards,
    {
      kind: 'prepared',
      draft: {
        id: requestIn('open').id,
        person: { ...emma, name: hostile },
        targets: machines.map(({ id }) => ({ vm: id, ports })),
        durationMs: hour,
        source: { prefix: '203.0.113.7/32' },
        sourceTyped: true,
        reason: `${hostile} `.repeat(16),
        expiresAt: noon + hour,
      },
      analysis: {
        ...{ policyVersion: 'v1', rules: [], findings: [], approvers: [], requirement: requirement() },
        skipped: use.skipped,
      },
      rule: { people: ['sre-leads'], reviewers: use.reviewers, maxDurationMs: hour, coolDownMs: 24 * hour },
      loud: { to: [], names: Array.from({ length: 9 }, () => hostile) },
    },
    machines,
  )
  const unsigned = Array.from({ length: 100 }, (_, i) => ({
    request: requestIn('closed').id,
    requester: { ...adam, name: `${hostile} ${i}` },
    vms: machines.map(({ name }) => name),
    usedAt: noon - i * 8 * hour,
  }))
  const digest = startDigest(noon - 24 * hour, noon, 'UTC').finish(
    { seq: 7, hash: 'ab'.repeat(32) },
    undefined,
    unsigned,
  )
  return [
    ...states.flatMap((state) =>
      (['requester', 'approvers'] as const).flatMap((audience): [string, OutgoingMessage][] =>
        [{ breakGlass: use }, signed].map((glass, i) => [
          `break-glass ${state} for ${audience}${i === 0 ? '' : ', signed'}`,
          requestCard(cards, { ...requestIn(state, true), decisions: [], ...glass }, { ...view, audience }),
        ]),
      ),
    ),
    [
      'pending request whose requester may break glass',
      requestCard(cards, { ...requestIn('pending'), mayBreakGlass: true }, { ...view, audience: 'requester' }),
    ],
    ['confirmation of a break-glass', confirmation],
    ['digest with unsigned uses of break-glass', digestCard(cards, digest)],
  ]
}
