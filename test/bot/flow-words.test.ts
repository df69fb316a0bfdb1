import { formFor } from '../../src/bot/ask-forms.ts'
import { troubleTexts } from '../../src/bot/machine-trouble.ts'
import { isUnbroken, reviewText, unbrokenText } from '../../src/bot/presses/break-glass-presses.ts'
import { unknownRequest } from '../../src/bot/presses/press.ts'
import { typedSource } from '../../src/bot/source-of.ts'
import { parseAudit } from '../../src/bot/text/parse-audit.ts'
import { parseConfiguration } from '../../src/bot/text/parse-configuration.ts'
import { parseDigestSchedule } from '../../src/bot/text/parse-digest-schedule.ts'
import { parseRequest } from '../../src/bot/text/parse-request.ts'
import { parseVms } from '../../src/bot/text/parse-vms.ts'
import { callerAddress } from '../../src/domain/caller-address.ts'
import { parseDuration } from '../../src/domain/duration.ts'
import { readRules } from '../../src/domain/jit-configuration/read-rules.ts'
import { parsePeriod } from '../../src/domain/period.ts'
import { parsePorts } from '../../src/domain/port-names.ts'
import { parseAllowedSource, parseSource } from '../../src/domain/source.ts'
import { readStart } from '../../src/domain/start-time.ts'
import { de } from '../../src/words/de.ts'
import type { Words } from '../../src/words/en.ts'
import { noOne, type Reader } from '../../src/words/reader.ts'
import { pending } from '../fixtures.ts'
import { leak, pseudo } from '../pseudo.ts'
import { told } from '../told.ts'

const now = Date.UTC(2026, 10, 23, 12)
const networks = { vpn: ['198.51.100.0/24'], empty: [] }
const isNetwork = (word: string) => word === 'vpn'

/** What can be wrong with what is typed, each in its own sentence. */
const unread: readonly [string, unknown][] = [
  ...['', '90', 'soon', '1m', '9d'].map((text): [string, unknown] => [`duration ${text}`, parseDuration(text)]),
  ...['0d', '7m', '2026-13-01', '2027-01-01', '2026-11-08..2026-11-01'].map((text): [string, unknown] => [
    `period ${text}`,
    parsePeriod(text, now, 'UTC'),
  ]),
  ...['', 'x', '99999', '25-22', '1-100', '1-15,20-35'].map((text): [string, unknown] => [
    `ports ${text}`,
    parsePorts(text),
  ]),
  ...[
    ...['', '*', '::1', 'x', '203.0.113.7/24', '20.0.0.0/7', '172.0.0.0/8', '10.0.0.1', '100.64.0.1', '127.0.0.1'],
    ...[
      '169.254.0.1',
      '224.0.0.1',
      '0.1.2.3',
      '255.255.255.255',
      '240.0.0.1',
      '192.0.0.1',
      '192.88.99.1',
      '198.18.0.1',
    ],
  ].map((text): [string, unknown] => [`source ${text}`, parseSource(text)]),
  ...['::1', 'x', '203.0.113.7/24'].map((text): [string, unknown] => [`allowed ${text}`, parseAllowedSource(text)]),
  ...['x', '2026-02-30 06:00', '2027-11-30 06:00', '2026-11-01 06:00'].map((text): [string, unknown] => [
    `start ${text}`,
    readStart(text, 'Europe/Paris', now, 30 * 86_400_000),
  ]),
  ['start that is skipped', readStart('2027-03-28 02:30', 'Europe/Paris', now, 300 * 86_400_000)],
  ...['', '10.0.0.1', 'fe80::1', '2a01:4f8::7'].map((socket): [string, unknown] => [
    `caller ${socket}`,
    callerAddress({ socket, forwardedFor: undefined }, 0),
  ]),
  ['rules', readRules(rows(), networks)],
  ['too many rules', readRules(Array.from({ length: 11 }, (_, i) => row({ port: String(100 + i) })))],
  ...['7d 30d', 'x'.repeat(500), '0d'].map((text): [string, unknown] => [
    'audit',
    parseAudit(text, now, 'UTC').problem,
  ]),
  ...[
    'a:rdp x',
    'app03 22 max',
    'app03 remove 22 from vpn',
    'app03 add',
    'app03 22 tomorrow x',
    'a 22 from *,1.1.1.1',
  ].map((text): [string, unknown] => [`configure ${text}`, parseConfiguration(text, networks).problems]),
  ...['monthly', 'daily mon', 'daily x'].map((text): [string, unknown] => [text, parseDigestSchedule(text)]),
  ...['a b c d', 'x'.repeat(65), 'tag:'].map((text): [string, unknown] => ['vms', parseVms(text).problem]),
  ...[
    'web01 rdp 1h from',
    'web01 rdp 1h from 203.0.113.7 and vpn printer is broken',
    'web01:22,web02:22 443 1h',
    'web01:x 1h',
    'web01 rdp 1h INC1 patch at 22:00',
  ].map((text): [string, unknown] => [text, parseRequest(text, isNetwork).problems]),
  ...['empty', 'x', Array.from({ length: 40 }, (_, i) => `203.0.113.${i}`).join()].map((text): [string, unknown] => [
    `typed source ${text.slice(0, 20)}`,
    typedSource(networks, text),
  ]),
]

function row(changes: object = {}) {
  return { port: '22', protocol: 'TCP', sources: '*', maximum: '3h', ...changes }
}

function rows() {
  const many = Array.from({ length: 21 }, (_, i) => `10.0.0.${i}`).join()
  return [
    ...[row(), row()],
    ...[{ protocol: 'icmp' }, { sources: '' }, { sources: '*,10.0.0.1' }, { sources: many }, { sources: 'x' }].map(row),
    ...[{ maximum: '1m' }, { port: 'winrm' }, { port: '99999' }].map(row),
  ]
}

/** Every text within, told. */
function sentences(part: unknown, reader: Reader): string[] {
  if (typeof part === 'function') return [part(reader)]
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap((each) => sentences(each, reader)) : []
}

const inPseudo = { ...noOne, words: pseudo }
const inGerman = { ...noOne, words: de, locale: de.locale }

test.each(unread)('%s is told by the dictionary alone, in each language, and in English as ever', (name, problem) => {
  const said = sentences(problem, inPseudo)
  expect([name, said.length > 0]).toEqual([name, true])
  expect(said.flatMap((text) => leak(text) ?? [])).toEqual([])
  expect(sentences(problem, inGerman)).not.toEqual(sentences(problem, noOne))
})

test('what stands in the way of a request is told in the reader’s language', () => {
  const several = { kind: 'several', text: 'web01', vms: [] } as const
  const many = { kind: 'too many', count: 12, most: 10 } as const
  const away = { kind: 'not looked up', text: 'web01', why: () => '' } as const
  for (const trouble of [several, many, away])
    for (const purpose of ['ask', 'change'] as const)
      expect(troubleTexts(trouble, purpose, inPseudo).flatMap((text) => leak(text) ?? [])).toEqual([])
  expect(troubleTexts(many, 'change', inGerman)).toEqual([
    'Das sind 12 Maschinen; höchstens 10 lassen sich auf einmal ändern. Nennen Sie weniger, oder gehen Sie in Teilen vor.',
  ])
  expect(unknownRequest({ reader: inGerman })).toMatchObject({ text: expect.stringMatching(/^Das geht nicht: /) })
})

test('why no glass was broken and nothing was signed is told in the reader’s language', () => {
  const request = { ...pending(), breakGlass: { skipped: [], reviewers: ['security', 'sre-leads'], coolDownMs: 0 } }
  for (const kind of ['no reason', 'too late', 'machine gone', 'nobody told', 'not yours', 'unknown'] as const) {
    expect(isUnbroken({ kind })).toBe(true)
    expect(leak(unbrokenText({ kind }, inPseudo))).toBeUndefined()
  }
  for (const kind of ['signed before', 'not over', 'no comment', 'own', 'not a reviewer', 'unknown group'] as const)
    expect(leak(reviewText({ kind, request } as Parameters<typeof reviewText>[0], inPseudo))).toBeUndefined()
  expect(reviewText({ kind: 'not a reviewer', request } as Parameters<typeof reviewText>[0], inGerman)).toBe(
    'Das können Sie nicht abzeichnen: Das darf nur security oder sre-leads. Es wurde nichts geändert.',
  )
})

test.each(['explain', 'audit', 'delegate'] as const)('the form of %s is told by the dictionary alone', (name) => {
  const shown = (words: Words) => {
    const { line, searches, options, fields, ...form } = formFor(name, words)
    const labels = [...searches, ...options, ...fields].map(({ label }) => label)
    const titles = options.flatMap(({ choices }) => choices.map(({ title }) => title))
    const wrong = line(name === 'audit' ? { vm: 'web01', person: 'emma' } : {})
    return [form.title, form.button, ...form.notes, ...labels, ...titles, ...[wrong].flat()]
  }
  expect(shown(pseudo).flatMap((text) => leak(text) ?? [])).toEqual([])
  expect(
    formFor(name, de).line({ vm: 'web01', person: name === 'explain' ? '' : 'x', time: '1h', until: 'for 1d' }),
  ).toEqual(
    name === 'audit' ? ['Wählen Sie eine Person oder eine Maschine, nicht beides.'] : expect.stringMatching(name),
  )
})

test('German has its own plural forms and order of words', () => {
  const last = (word: string) => told(parsePeriod(word, now, 'UTC'), inGerman)
  expect(['1h', '24h', '1d', '7d', '1w', '2w'].map((word) => last(word))).toMatchObject(
    ['letzte Stunde', 'letzte 24 Stunden', 'letzter Tag', 'letzte 7 Tage', 'letzte Woche', 'letzte 2 Wochen'].map(
      (text) => ({ period: { text } }),
    ),
  )
  expect(told(parseDuration('25h'), inGerman)).toMatchObject({
    text: '„25h“ ist zu lang. Erlaubt sind 5 Minuten bis 24 Stunden, zum Beispiel 30m, 2h oder 1h30m.',
  })
  expect(told(parseSource('172.0.0.0/8'), inGerman)).toMatchObject({
    text: expect.stringMatching(/^Zu 172\.0\.0\.0\/8 gehört ein privates Netz \(172\.16\.0\.0\/12\); das ist nicht/),
  })
})
