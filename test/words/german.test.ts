import { boundText } from '../../src/bot/words/binding.ts'
import { de } from '../../src/words/de.ts'
import { en } from '../../src/words/en.ts'
import { noOne } from '../../src/words/reader.ts'
import { leak, pseudo } from '../pseudo.ts'

type Pair = readonly [path: string, english: string, german: string]

/** Every text without parameters, with its German. */
function pairs(english: unknown, german: unknown, path = ''): Pair[] {
  if (typeof english === 'string') return [[path, english, String(german)]]
  if (typeof english !== 'object' || english === null) return []
  return Object.entries(english).flatMap(([key, each]) =>
    pairs(each, (german as Record<string, unknown> | undefined)?.[key], path === '' ? key : `${path}.${key}`),
  )
}

const { language: _, names: __, locale: ___, ...english } = en
const all = pairs(english, de)

test('there is German for every English text, quoted as Germans do', () => {
  expect(all.length).toBeGreaterThan(300)
  expect(all.filter(([, , german]) => german.trim() === '' || german === 'undefined')).toEqual([])
  expect(all.filter(([, , german]) => /“[^„]*”|"/.test(german) || /\s—\s/.test(german))).toEqual([])
  expect(all.filter(([, , german]) => (german.match(/„/g) ?? []).length !== (german.match(/“/g) ?? []).length)).toEqual(
    [],
  )
})

test('what is to be typed stands in the German as it is typed', () => {
  const typed = (text: string) => [...text.matchAll(/\/jit [a-z]+(-[a-z]+)?/g)].map(([line]) => line).sort()
  expect(all.filter(([, said, german]) => typed(said).join() !== typed(german).join())).toEqual([])
})

test('numbers are told as Germans tell them', () => {
  expect([0, 1, 3].map(de.answers.approve.waits)).toEqual([
    'Nichts wartet auf eine Entscheidung',
    '1 Anfrage wartet auf eine Entscheidung',
    '3 Anfragen warten auf eine Entscheidung',
  ])
  expect([1, 30].map(de.answers.from.forgotten)).toEqual([
    'Sie wird nach einem Tag vergessen und dann erneut erfragt.',
    'Sie wird nach 30 Tagen vergessen und dann erneut erfragt.',
  ])
  expect([0, 1, 2].map((count) => de.answers.reviews.toSign(count, false))).toEqual([
    'Jeder Notzugriff ist abgezeichnet',
    '1 Notzugriff abzuzeichnen',
    '2 Notzugriffe abzuzeichnen',
  ])
  expect([1, 2].map(de.here.waiting)).toEqual([
    'Eine Anfrage wartet auf Genehmigung; auch ihre Karte erscheint hier.',
    '2 Anfragen warten auf Genehmigung; auch ihre Karten erscheinen hier.',
  ])
  expect([1, 2].map(de.machines.count)).toEqual(['1 Maschine', '2 Maschinen'])
})

test('what a channel is bound to is said in the language of who reads', () => {
  const weekly = { purpose: 'digest', every: 'weekly', day: 'fri', hour: 9, minute: 5, zone: 'Europe/Paris' } as const
  const reader = { ...noOne, words: de }
  expect(boundText(weekly, reader)).toBe('die Übersicht, wöchentlich am Freitag um 09:05 (Europe/Paris)')
  expect(boundText({ ...weekly, every: 'daily' }, reader)).toBe('die Übersicht, täglich um 09:05 (Europe/Paris)')
  expect(boundText({ purpose: 'approvals', name: 'ops' }, reader)).toBe('Genehmigungen „ops“')
  expect(leak(boundText(weekly, { words: pseudo }))).toBeUndefined()
})
