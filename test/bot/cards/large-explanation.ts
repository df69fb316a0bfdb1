import type { Answer } from '../../../src/bot/cards/answer.ts'
import { explain } from '../../../src/bot/words/explanation.ts'
import { explanationOf } from '../../../src/domain/access-policy/explanation.ts'
import { membershipOf } from '../../../src/domain/access-policy/membership.ts'
import type { Reader } from '../../../src/words/reader.ts'
import { ask, hour, policy, rule } from '../../domain/access-policy/samples.ts'

/** Forty rules that each say as much as the policy file lets them, and refuse. */
export function largeExplanation(reader: Reader): Answer {
  const rules = Array.from({ length: 40 }, (_, i) =>
    rule(`${'ü'.repeat(76)} ${i}`, {
      approvals: [{ count: 2, from: ['leads', 'seconds', 'platform'] }],
      reason: { required: true, pattern: 'CHG', hint: `${i} ${'ß'.repeat(490)}` },
      sources: { networks: ['office', 'vpn'], narrowest: 32 },
      maxDurationMs: hour / 2,
    }),
  )
  const written = policy(rules)
  const found = explanationOf(written, ask({ source: { prefix: '192.0.2.0/24' } }), membershipOf(written))
  const { refusals, facts, advice } = explain(found, (person) => `**${'N'.repeat(60)}** ${person}`, reader)
  return { title: 'web01', paragraphs: [...refusals, ...advice], facts, code: [`/jit request ${'x'.repeat(600)}`] }
}
