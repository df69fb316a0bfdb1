import { explain } from '../../../src/bot/words/explanation.ts'
import { requestLine } from '../../../src/bot/words/request-line.ts'
import type { RequiredApproval, Requirement, RuleResult } from '../../../src/domain/access-policy/analysis.ts'
import { type Explanation, explanationOf } from '../../../src/domain/access-policy/explanation.ts'
import { membershipOf } from '../../../src/domain/access-policy/membership.ts'
import type { Remedy } from '../../../src/domain/access-policy/remedy.ts'
import { noOne } from '../../../src/words/reader.ts'
import { ask, hour, policy, rule } from '../../domain/access-policy/samples.ts'
import { leak } from '../../pseudo.ts'
import { german, pseudoReader } from '../../readers.ts'

const written = policy([
  rule('any', {
    approvals: [
      { count: 1, from: ['leads'] },
      { count: 2, from: ['leads', 'seconds'] },
    ],
    reason: { required: true, hint: 'CHG…' },
    sources: { networks: ['office', 'vpn'], narrowest: 24 },
  }),
])
const found = explanationOf(written, ask(), membershipOf(written))
const nobody = { requirement: { approvals: [] as const }, approvers: [] as const }

const outcomes: Readonly<Record<RuleResult['outcome'], string>> = {
  passed: 'erfüllt',
  failed: 'nicht erfüllt',
  broke: 'nicht auswertbar',
}
const remedies: Readonly<Record<Remedy['kind'], readonly [Remedy, german: readonly string[]]>> = {
  'none needed': [{ kind: 'none needed' }, []],
  'ask differently': [
    { kind: 'ask differently', ask: ask(), within: { prefix: '198.51.100.0/24', network: 'vpn' } },
    ['So angefragt ist es erlaubt:', 'Von einer eigenen Adresse innerhalb von vpn (198.51.100.0/24).'],
  ],
  'not theirs': [
    { kind: 'not theirs', findings: [] },
    [expect.stringMatching(/^Keine andere Zeit, .* Ein Admin müsste die Zugriffsrichtlinie/)] as never,
  ],
}
const because: Readonly<Record<NonNullable<RequiredApproval['because']>, true>> = {
  'outside hours': true,
  'unattended used up': true,
}

/** The same explanation in all that can be said: every outcome, remedy and reason to ask more people. */
function variants(): Explanation[] {
  const { analysis } = found
  const { requirement } = analysis
  const of = (change: Partial<Requirement>): Explanation => ({
    ...found,
    analysis: { ...analysis, requirement: { ...requirement, ...change } },
  })
  const rules = (Object.keys(outcomes) as RuleResult['outcome'][]).map((outcome) => ({ rule: outcome, outcome }))
  return [
    found,
    { ...found, analysis: { ...analysis, rules } },
    { ...found, analysis: { ...analysis, ...nobody, requirement: { ...requirement, approvals: [], reason: [] } } },
    { ...found, sources: { ranges: [] } },
    { ...found, sources: { ranges: Array.from({ length: 8 }, () => ({ prefix: '*' })), narrowest: 32 } },
    of({ selfApproval: true, maxTotal: { value: 9 * hour, rule: 'any' } }),
    of({ reason: [{ rule: 'any', optional: true, pattern: 'x' }] }),
    ...(Object.keys(because) as (keyof typeof because)[]).map((why) =>
      of({ approvals: [{ rule: 'any', count: 1, from: [], because: why }] }),
    ),
    ...Object.values(remedies).map(([remedy]) => ({ ...found, remedy })),
    ...[0, 1, 30].map((count) => ({
      ...found,
      analysis: {
        ...analysis,
        approvers: analysis.approvers.map(({ approval }) => ({
          approval,
          people: Array.from({ length: count }, () => ask().requester.id),
        })),
      },
    })),
  ]
}

test.each([() => undefined, () => 'Emma'])('P10 an explanation takes every word from the dictionary', (nameOf) => {
  for (const each of variants()) {
    const { notes, refusals, facts, advice } = explain(each, nameOf, pseudoReader)
    const shown = [...refusals, ...advice, ...facts.flatMap(({ label, value }) => [label, ...value.split('\n')])]
    expect(shown.flatMap((text) => leak(text) ?? [])).toEqual([])
    expect(notes.length + shown.length).toBeGreaterThan(5)
  }
})

test('in German with the right number', () => {
  const { facts } = explain(found, () => undefined, german)
  expect(facts.map(({ label }) => label)).toEqual([
    'Regel',
    'Genehmigung',
    'Höchstens',
    'Begründung',
    'Von',
    'Verfällt',
  ])
  const [, approval] = facts
  expect(approval?.value).toMatch(/^1 Genehmigung von leads \(any\): jetzt möglich durch \d Person/)
  expect(approval?.value).toMatch(/2 Genehmigungen von leads oder seconds \(any\)/)
  for (const [remedy, said] of Object.values(remedies))
    expect(explain({ ...found, remedy }, () => undefined, german).advice).toEqual(said)
})

test('what only the person knows is named in their language in the line to type, and its keywords stay', () => {
  const remedy = { kind: 'ask differently', ask: ask(), within: { prefix: '198.51.100.0/24', network: 'vpn' } } as const
  const wording = { nameOf: () => 'web01', networks: {}, reason: '' }
  const requirement = { ...found.analysis.requirement, reason: [{ rule: 'any' }] }
  expect(requestLine(remedy, requirement, wording, noOne)).toMatch(/ from <address in vpn> <reason>$/)
  expect(requestLine(remedy, requirement, wording, german)).toMatch(/^request .* from <Adresse in vpn> <Begründung>$/)
})
