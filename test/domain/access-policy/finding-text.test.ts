import type { Broke, Finding } from '../../../src/domain/access-policy/analysis.ts'
import { findingText } from '../../../src/domain/access-policy/finding-text.ts'
import { noOne } from '../../../src/words/reader.ts'
import { leak } from '../../pseudo.ts'
import { german, pseudoReader } from '../../readers.ts'
import { hour } from './samples.ts'

/** One of each kind, with what its sentence must name. */
const samples: { readonly [Kind in Finding['kind']]: readonly [Extract<Finding, { kind: Kind }>, ...RegExp[]] } = {
  'not covered': [{ kind: 'not covered', vmName: 'web01', port: 443 }, /443/, /web01/, /not covered by any rule/],
  denied: [{ kind: 'denied', rule: 'vault', text: 'PAM only' }, /"vault"/, /PAM only\.$/],
  'not a requester': [{ kind: 'not a requester', rule: 'prod' }, /"prod"/, /does not let you/],
  'too long': [{ kind: 'too long', askedMs: 3 * hour, max: { value: 2 * hour, rule: 'prod' } }, /3 h/, /"prod".* 2 h/],
  'too long in all': [
    { kind: 'too long in all', askedMs: hour, standingMs: 3.5 * hour, max: { value: 4 * hour, rule: 'prod' } },
    /4 h 30 min in all/,
    /"prod".* 4 h/,
    /extend by 30 min or less/,
  ],
  'beyond one call': [
    { kind: 'beyond one call', askedMs: 3 * hour, leftMs: 2.5 * hour + 999 },
    /3 h more/,
    /Defender's JIT policy.* 2 h 30 min/,
  ],
  'too short': [{ kind: 'too short', askedMs: 60_000, minMs: 300_000 }, /1 min/, /5 min/],
  'source not allowed': [
    { kind: 'source not allowed', rule: 'Defender', source: '203.0.113.7/32', allowed: ['198.51.100.7/32'] },
    /203\.0\.113\.7 is/,
    /Defender's JIT policy/,
    /\(198\.51\.100\.7\)/,
  ],
  'source too wide': [
    { kind: 'source too wide', rule: 'prod', source: '203.0.113.0/24', narrowest: 32 },
    /203\.0\.113\.0\/24/,
    /single addresses only/,
  ],
  'port not in JIT policy': [
    { kind: 'port not in JIT policy', vmName: 'web01', port: 443, allowed: [22, 3389] },
    /443/,
    /22, 3389/,
  ],
  'reason missing': [{ kind: 'reason missing', rule: 'prod', hint: 'Quote a ticket' }, /"prod"/, /Quote a ticket\.$/],
  'reason does not match': [
    { kind: 'reason does not match', rule: 'prod', hint: 'Quote a ticket!' },
    /"prod"/,
    /Quote a ticket!$/,
  ],
  'reason too long': [{ kind: 'reason too long', length: 501, max: 500 }, /501/, /500/],
  'nobody can approve': [
    { kind: 'nobody can approve', rule: 'prod', count: 2, from: ['leads'] },
    /^Nobody can approve this/,
    /2 approvals from leads/,
  ],
  'outside hours': [
    {
      kind: 'outside hours',
      rule: 'prod',
      hours: { days: [0, 1, 2, 3, 4], from: 480, to: 1080, zone: 'Europe/Paris' },
      zone: 'Europe/Paris',
      at: Date.UTC(2026, 0, 9, 19),
      next: Date.UTC(2026, 0, 12, 7),
    },
    /"prod"/,
    /08:00 to 18:00 on Mon to Fri/,
    /ask again from Mon 12 Jan 08:00 \(Europe\/Paris\)/,
  ],
  'too many open': [{ kind: 'too many open', rule: 'dev', open: 3, asked: 1, max: 3 }, /3 machines/, /\/jit status/],
  'unattended used up': [{ kind: 'unattended used up', rule: 'dev', max: 5 }, /5 times a day/, /tomorrow/],
  'not for break-glass': [{ kind: 'not for break-glass' }, /not among them/, /\/jit request/],
  'cooling down': [
    { kind: 'cooling down', at: Date.UTC(2026, 0, 9, 19), until: Date.UTC(2026, 0, 10, 7), zone: 'Europe/Paris' },
    /possible again from Sat 10 Jan 08:00 \(Europe\/Paris\)/,
  ],
  'rule broke': [
    {
      kind: 'rule broke',
      rule: 'prod',
      why: { kind: 'unreadable groups', groups: ['leads'], reasons: ['Teams answered 503'] },
    },
    /our fault and not yours/,
    /who is in leads cannot be read: Teams answered 503\)/,
  ],
  'no policy': [
    { kind: 'no policy', why: 'There is no file at /policy.yaml.' },
    /our fault and not yours/,
    /\/policy\.yaml\)/,
  ],
}

test.each(
  Object.values(samples).map(([finding, ...named]) => ({ finding: finding as Finding, named: named as RegExp[] })),
)('$finding.kind', ({ finding, named }) => {
  const text = findingText(finding, noOne)
  for (const part of named) expect(text).toMatch(part)
  expect(text).toMatch(/^[^\n]{20,300}[.!?]$/)
  expect(text).not.toMatch(/undefined|NaN|\.\./)
})

test('P4 a VM that does not exist and one that may not be known of read the same', () => {
  const asTyped = findingText({ kind: 'not covered', vmName: ' SECRET01 ' }, noOne)
  expect(asTyped).toBe(findingText({ kind: 'not covered', vmName: 'Secret01' }, noOne))
  expect(asTyped).toContain('not covered by any rule')
})

test('the default maximum is named as such', () => {
  expect(
    findingText({ kind: 'too long', askedMs: 9 * hour, max: { value: 8 * hour, rule: 'default' } }, noOne),
  ).toMatch(/access policy .*at most 8 h/)
})

test('P11 without a policy it is said why', () => {
  expect(findingText({ kind: 'no policy', why: 'there is no file' }, noOne)).toMatch(
    /every request is refused \(there is no file\)/,
  )
})

const all: readonly Finding[] = Object.values(samples).map(([finding]) => finding)

test.each(all)('$kind takes every word from the dictionary', (finding) => {
  expect(leak(findingText(finding, pseudoReader))).toBeUndefined()
})

/** One of each reason why a rule could not be evaluated. */
const broken: { readonly [Kind in Exclude<Broke, string>['kind']]: readonly [Extract<Broke, { kind: Kind }>, RegExp] } =
  {
    'unknown networks': [{ kind: 'unknown networks', networks: ['lab'] }, /it names networks that do not exist: lab\)/],
    'bad pattern': [{ kind: 'bad pattern', why: 'xyz' }, /its pattern for reasons is not valid: xyz\)/],
    'unknown system': [{ kind: 'unknown system', vmName: 'web01' }, /the operating system of web01 is not known\)/],
    'unreadable groups': [
      { kind: 'unreadable groups', groups: ['ops', 'sre'], reasons: [] },
      /who is in ops, sre cannot be read\)/,
    ],
    'unreadable break-glass': [{ kind: 'unreadable break-glass' }, /who may break glass cannot be read\)/],
  }

test.each(Object.values(broken))('a rule that broke tells why: %j', (why, said) => {
  const finding: Finding = { kind: 'rule broke', rule: 'prod', why }
  expect(findingText(finding, noOne)).toMatch(said)
  expect(leak(findingText(finding, pseudoReader))).toBeUndefined()
})

test('what older releases stored is told in their words', () => {
  const broke = { kind: 'rule broke', rule: 'prod', why: 'who is in leads cannot be read' } as const
  expect(findingText(broke, noOne)).toContain('(who is in leads cannot be read)')
  const outside = {
    kind: 'outside hours',
    rule: 'prod',
    hours: '08:00 to 18:00 on Mon (UTC)',
    zone: 'UTC',
    at: 0,
  } as const
  expect(findingText(outside, noOne)).toBe(
    'The rule "prod" lets people in from 08:00 to 18:00 on Mon (UTC) alone: ask an admin.',
  )
})

test('in German with the right number', () => {
  const told = (finding: Finding) => findingText(finding, german)
  const nobody = { kind: 'nobody can approve', rule: 'prod', from: ['leads'] } as const
  expect(told({ ...nobody, count: 1 })).toContain('verlangt eine Genehmigung von leads')
  expect(told({ ...nobody, count: 2 })).toContain('verlangt 2 Genehmigungen von leads')
  const open = { kind: 'too many open', rule: 'dev', max: 1 } as const
  expect(told({ ...open, open: 1, asked: 1 })).toBe(
    'Die Regel „dev“ lässt Ihnen eine Maschine gleichzeitig, und offen oder angefragt haben Sie eine: Schließen Sie eine, oder ziehen Sie eine Anfrage zurück, siehe /jit status.',
  )
  expect(told({ ...open, open: 0, asked: 3 })).toBe(
    'Die Regel „dev“ lässt Ihnen eine Maschine gleichzeitig, und offen oder angefragt haben Sie keine und fragen 3 weitere an: Fragen Sie weniger an.',
  )
  expect(told({ kind: 'unattended used up', rule: 'dev', max: 1 })).toContain('lässt Sie einmal am Tag')
  expect(told({ kind: 'unattended used up', rule: 'dev', max: 5 })).toContain('lässt Sie 5-mal am Tag')
  expect(told(samples['outside hours'][0])).toBe(
    'Die Regel „prod“ lässt nur zu diesen Zeiten herein: Mo bis Fr von 08:00 bis 18:00 (Europe/Paris). Fragen Sie erneut an ab Mo., 12. Jan. 08:00 (Europe/Paris).',
  )
})
