import { cancelledText, closingText } from '../../../src/bot/words/cancelled.ts'
import { decidedText } from '../../../src/bot/words/decided.ts'
import { delegationText, standInTexts } from '../../../src/bot/words/delegation.ts'
import { loadsText, standingText } from '../../../src/bot/words/digest.ts'
import { extendedTexts } from '../../../src/bot/words/extended.ts'
import { movedTexts } from '../../../src/bot/words/moved.ts'
import { noChannelTexts } from '../../../src/bot/words/no-channel.ts'
import { retriedText } from '../../../src/bot/words/retried.ts'
import type { Decision } from '../../../src/domain/request.ts'
import { standingOf } from '../../../src/domain/standing-windows.ts'
import { dayText } from '../../../src/words/clock-time.ts'
import type { Reader } from '../../../src/words/reader.ts'
import { adam, aisha, emma, noon, pending } from '../../fixtures.ts'
import { leak } from '../../pseudo.ts'
import { american, german, pseudoReader } from '../../readers.ts'

const request = pending()
const until = noon + 3_600_000
const denied = { ...request, state: 'denied' as const, end: { at: noon, by: adam, why: 'freeze' } }
const finding = { kind: 'too long', askedMs: 2, max: { value: 1, rule: 'r' } } as const
const delegation = { by: adam, to: aisha, since: noon, until }
const before: Decision = { by: adam, verdict: 'approve', at: noon, groups: [], forMs: 1_800_000, comment: 'ok' }

/** Everything that is answered to a decision or a change, whoever reads it. */
function answers(reader: Reader): string[] {
  return [
    ...(['own request', 'unknown group', 'not an approver'] as const).map((why) =>
      decidedText({ kind: 'not allowed', request, why } as Parameters<typeof decidedText>[0], reader),
    ),
    decidedText({ kind: 'decided', request }, reader),
    decidedText({ kind: 'policy refuses', request, policyVersion: 'v', findings: [finding] }, reader),
    decidedText({ kind: 'not for that time', request, forMs: 7_200_000, mostMs: 3_600_000 }, reader),
    decidedText({ kind: 'approved otherwise', request, before }, reader),
    decidedText({ kind: 'comment too long', request, length: 900 }, reader),
    cancelledText({ kind: 'cancelled', request }, reader),
    cancelledText({ kind: 'not yours', request }, reader),
    cancelledText({ kind: 'too late', request: denied }, reader),
    closingText({ kind: 'closing', request }, reader),
    closingText({ kind: 'not yours', request }, reader),
    closingText({ kind: 'not open', request: denied }, reader),
    ...(['asked', 'already', 'not yours', 'not open'] as const).flatMap((kind) =>
      extendedTexts({ kind, request } as Parameters<typeof extendedTexts>[0], reader),
    ),
    ...extendedTexts({ kind: 'refused', request, findings: [finding] }, reader),
    ...extendedTexts({ kind: 'no channel', request, names: ['a', 'b'] }, reader),
    ...(['already', 'same', 'not yours', 'not open', 'ends soon'] as const).flatMap((kind) =>
      movedTexts({ kind, request } as Parameters<typeof movedTexts>[0], reader),
    ),
    ...movedTexts({ kind: 'asked', request, moved: request } as Parameters<typeof movedTexts>[0], reader),
    ...movedTexts({ kind: 'refused', request, findings: [finding] }, reader),
    ...movedTexts(
      { kind: 'needs approval', request, approvals: [{ rule: 'r', count: 2, from: ['sre-leads'] }] },
      reader,
    ),
    ...movedTexts({ kind: 'no channel', request, names: [] }, reader),
    ...(['retried', 'not yours', 'lapsed', 'too late'] as const).map((kind) =>
      retriedText({ kind, request } as Parameters<typeof retriedText>[0], reader),
    ),
    ...noChannelTexts([], reader),
    ...noChannelTexts(['ops'], reader),
    ...standInTexts({ ...request, standIns: Array.from({ length: 7 }, () => delegation) }, reader),
    delegationText(delegation, reader),
  ]
}

test('every answer comes from the dictionary', () => {
  expect(answers(pseudoReader).flatMap((text) => leak(text) ?? [])).toEqual([])
})

test('in German nothing is left in English, and commands stay as they are typed', () => {
  const told = answers(german)
  expect(told.join('\n')).not.toMatch(/\b(the|request|nothing|nobody|approval|open)\b/)
  expect(told).toContain('Nur Emma Lindqvist kann diese Anfrage zurückziehen. Es wurde nichts geändert.')
  expect(told).toContain('Ein Kommentar hat höchstens 500 Zeichen, Ihrer hat 900. Es wurde nichts geändert.')
  expect(told.at(-1)).toMatch(/^Adam Novak → Aisha Khan, bis .*14:00$/)
  expect(noChannelTexts(['ops'], german)).toEqual([
    'Das braucht eine Genehmigung, und kein Kanal ist für Genehmigungen verknüpft (unter dem Namen ops).',
    'Ein Admin gibt im Kanal der Genehmiger /jit here approvals ops ein; fragen Sie dann erneut an.',
  ])
})

test('German has its own plurals', () => {
  const { breakGlassCard, digestCard, vmCard, waiting } = german.words
  expect([1, 2].map((count) => breakGlassCard.skippedDemand(count, 'leads', 'prod'))).toEqual([
    '1 Genehmigung von leads (prod)',
    '2 Genehmigungen von leads (prod)',
  ])
  expect([1, 3].map((count) => waiting.awaited.can(count, 'Aisha'))).toEqual([
    ', noch genehmigen kann Aisha',
    ', noch genehmigen können Aisha',
  ])
  expect([1, 2].map(digestCard.load.more)).toEqual(['und ein weiterer Genehmiger', 'und 2 weitere Genehmiger'])
  expect([1, 2].map((could) => vmCard.approval(1, 'leads', 'prod', could))).toEqual([
    '1 von leads (prod; 1 Person könnte jetzt)',
    '1 von leads (prod; 2 Personen könnten jetzt)',
  ])
})

test('what stands open and who decided, in German', () => {
  expect(standingText(standingOf([], false), german)).toBe('Jetzt ist nichts offen.')
  const loads = [{ person: emma, approved: 2, denied: 1 }]
  expect(loadsText({ loads } as unknown as Parameters<typeof loadsText>[0], german)).toEqual([
    'Emma Lindqvist: 2 genehmigt, 1 abgelehnt',
  ])
})

test('a day of the calendar is named as the reader’s locale names it, in whatever zone they are', () => {
  expect(dayText('2026-11-23', { ...german, zone: 'Pacific/Auckland' } as Reader)).toBe('Mo., 23. Nov.')
  expect(dayText('2026-11-23', american)).toBe('Mon Nov 23')
  expect(dayText('2026-11-23', pseudoReader)).toBe('Mon 23 Nov')
})
