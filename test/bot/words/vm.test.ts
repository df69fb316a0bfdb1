import { ageText, pageFlawText } from '../../../src/bot/words/address-page.ts'
import { guardLines } from '../../../src/bot/words/guard.ts'
import { ruleDriftRemedy } from '../../../src/bot/words/rule-drift.ts'
import { portsAndMaxima, useText, windowLines } from '../../../src/bot/words/vm.ts'
import type { PageFlaw } from '../../../src/domain/address-page.ts'
import type { NsgId } from '../../../src/domain/ids.ts'
import type { NetworkRule } from '../../../src/domain/network/network-rule.ts'
import type { Opening } from '../../../src/domain/request.ts'
import type { RuleDrift } from '../../../src/domain/rule-drift.ts'
import type { Reader } from '../../../src/words/reader.ts'
import { portRule, vm } from '../../domain/access-policy/samples.ts'
import { noon, pending } from '../../fixtures.ts'
import { leak } from '../../pseudo.ts'
import { german, pseudoReader } from '../../readers.ts'

const seeing = (reader: Reader, may = true) => ({ ...reader, now: noon, mayReadWhose: () => may })
const request = pending()
const ports = [{ number: 3389, protocol: 'TCP' as const }]
const window = (state: Opening['state']) => ({
  request,
  ports,
  opening: { ...(request.openings[0] as Opening), state, endsAt: noon },
})
const web01 = vm('web01')
const news = { vm: web01, windows: (['open', 'closing', 'calling', 'open', 'open'] as const).map(window) }
const used = (count: number) => ({ ...news, use: { count, lastAt: noon - 1, elsewhereUntil: noon + 1 } as never })

const group =
  '/subscriptions/s/resourcegroups/rg-web/providers/microsoft.network/networksecuritygroups/nsg-web' as NsgId
const allow = (name: string, priority: number, source: string): NetworkRule => ({
  group,
  name,
  priority,
  access: 'allow',
  protocol: 'TCP',
  sources: [source],
  destinations: ['*'],
  ports: [{ first: 3389, last: 3389 }],
  narrowed: false,
})

test.each([true, false])(
  'what stands on a machine takes every word from the dictionary, whoever may read whose (%s)',
  (may) => {
    const reader = seeing(pseudoReader, may)
    const many = Array.from({ length: 12 }, (_, i) => portRule(8000 + i))
    const lines = [
      ...windowLines(used(1), reader),
      portsAndMaxima(many, reader),
      portsAndMaxima([], reader),
      ...[0, 1, 2].map((count) => useText(used(count), reader)),
      useText({ ...used(1), lastRequest: request }, reader),
      useText(news, reader),
    ]
    expect(lines.flatMap((line) => leak(line) ?? [])).toEqual([])
  },
)

test('in German with the right number', () => {
  const reader = seeing(german)
  expect(useText(used(1), reader)).toMatch(/^1 genehmigte Anfrage in 7 Tagen, letzter Zugriff .* durch eine Anwendung$/)
  expect(useText(used(2), reader)).toMatch(/^2 genehmigte Anfragen in 7 Tagen/)
  expect(windowLines(used(1), reader)).toEqual([
    expect.stringMatching(/^RDP 3389 offen bis .* von 203\.0\.113\.7 durch Emma Lindqvist$/),
    expect.stringMatching(/Fenster vorbei/),
    expect.stringMatching(/wird geöffnet/),
    'und 2 weitere',
    expect.stringMatching(/^offen bis .*, und nicht durch diesen Bot$/),
  ])
  expect(portsAndMaxima([portRule(3389)], reader)).toBe('RDP 3389 bis zu 24 h')
})

test('the rules of the network take every word from the dictionary', () => {
  const hex = 'a'.repeat(32)
  const ours = (n: number, source: string) => allow(`MicrosoftDefenderForCloud-JITRule-${n}-${hex}`, 200 + n, source)
  const deny = { ...allow(`MicrosoftDefenderForCloud-JITRule_9_${hex}`, 4000, '*'), access: 'deny' } as const
  const rules = [allow('mine', 100, '*'), ours(1, '203.0.113.7'), ours(2, '192.0.2.1'), deny]
  const guards = { kind: 'read', interfaces: [{ address: '10.0.0.4', groups: [{ id: group, rules }] }] } as const
  for (const may of [true, false]) {
    const lines = guardLines(guards, news, seeing(pseudoReader, may))
    expect(lines).toHaveLength(5)
    expect(lines.flatMap((line) => leak(line) ?? [])).toEqual([])
  }
  expect(
    leak(guardLines({ kind: 'blind', why: () => 'x', passes: false }, news, seeing(pseudoReader)).join()),
  ).toBeUndefined()
  expect(guardLines(guards, news, seeing(german)).at(-1)).toBe('die Sperrregel von Defender FEHLT für 22')
  expect(guardLines(guards, news, seeing(german))[0]).toMatch(
    /^erlaubt Zugriff von 203\.0\.113\.7 auf 3389 \(.*, Priorität 201 in nsg-web\): das Fenster von Emma Lindqvist$/,
  )
})

test('what to do about each rule that is not as it should be', () => {
  const kinds: Readonly<Record<RuleDrift['kind'], string>> = {
    outlives: 'Löschen Sie sie in der Sicherheitsgruppe nsg-web.',
    outranks: expect.stringMatching(/^Wenn sie nicht gewollt ist, löschen Sie sie/) as never,
    'no deny': expect.stringMatching(/\/jit configure web01\.$/) as never,
  }
  for (const [kind, said] of Object.entries(kinds)) {
    const drift = {
      kind: kind as RuleDrift['kind'],
      vm: web01.id,
      ports: [22],
      rule: { group, name: 'r', sources: [] },
    }
    expect(ruleDriftRemedy(drift, german)).toEqual(said)
    expect(leak(ruleDriftRemedy(drift, pseudoReader))).toBeUndefined()
  }
})

test('why nothing can be done with an address page, and how old an address is', () => {
  const flaws: Readonly<Record<PageFlaw | 'not confirmed', true>> = {
    unknown: true,
    used: true,
    expired: true,
    'not confirmed': true,
  }
  for (const flaw of Object.keys(flaws)) expect(leak(pageFlawText(flaw as PageFlaw, pseudoReader))).toBeUndefined()
  const ages = [0, 7_200_000, 3 * 86_400_000].map((ms) => ageText(noon - ms, { ...german, now: noon }))
  expect(ages).toEqual(['gerade eben', 'vor 2 h', 'vor 3 Tagen'])
  for (const ms of [0, 7_200_000, 3 * 86_400_000])
    expect(leak(ageText(noon - ms, { ...pseudoReader, now: noon }))).toBeUndefined()
})
