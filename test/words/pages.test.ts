import { pages as german } from '../../src/words/de/pages.ts'
import { pages as english } from '../../src/words/en/pages.ts'

type Said = readonly [path: string, english: string, german: string]

/** Every word of the pages in both languages; functions are called with what stands out in a text, and with a number. */
function all(path: string, en: unknown, de: unknown): Said[] {
  if (typeof en === 'string') return [[path, en, String(de)]]
  if (typeof en === 'function' && typeof de === 'function') {
    const given = Array.from({ length: en.length }, (_, i) => `«${i}»`)
    return [[`${path}()`, en(...given), de(...given)]]
  }
  return Object.entries(en as object).flatMap(([key, each]) =>
    all(`${path}.${key}`, each, (de as Record<string, unknown>)[key]),
  )
}

const { language: _l, locale: _t, ...enWords } = english
const { language: _m, locale: _u, ...deWords } = german
const said = all('', enWords, deWords)

test('German says everything that English says, of the same things', () => {
  expect(said.length).toBeGreaterThan(200)
  for (const [path, en, de] of said) {
    const given = en.match(/«\d»/g) ?? []
    expect([path, (de.match(/«\d»/g) ?? []).sort()]).toEqual([path, given.sort()])
    expect([path, de.trim() === '' && en.trim() !== '' && !path.startsWith('.access.left')]).toEqual([path, false])
  }
})

test('what is the same in both is a name, or a word of both', () => {
  const same = said.filter(([, en, de]) => en === de && /\p{L}/u.test(en.replaceAll(/«\d»/g, '')))
  expect(same.map(([, en]) => en.replaceAll(/«\d»/g, '…')).sort()).toEqual(['JIT', 'Port', 'Ports', 'System'])
})

const foreign =
  /\b(the|is|are|of|for|to|from|and|or|not|none|by|at|it|you|your|until|with|one|this|that|open|nobody|machine|machines|request|requests|rule|rules)\b/i

test('no English is left in German, and no German quotation marks in English', () => {
  const left = said.filter(([path, , de]) => foreign.test(de.replaceAll(/web01 .*/g, '')) && path !== '')
  expect(left.map(([path, , de]) => `${path}: ${de}`)).toEqual([])
  expect(said.filter(([, en]) => en.includes('„'))).toEqual([])
})

test('German is not much longer', () => {
  const long = said.filter(([, en, de]) => de.length > Math.max(46, en.length * 1.5))
  expect(long.map(([path, en, de]) => `${path}: ${de.length}/${en.length}: ${de}`)).toEqual([])
})

test.each([
  [german.address.others(1), 'Noch eine Person hier hat diese Adresse: Sie wird geteilt.'],
  [german.address.others(3), '3 andere Personen hier haben diese Adresse: Sie wird geteilt.'],
  [german.machines.used(1, 'gestern'), 'eine Genehmigung in 7 Tagen, die letzte gestern'],
  [german.machines.used(2, 'gestern'), '2 Genehmigungen in 7 Tagen, die letzte gestern'],
  [german.policy.version('ab12', 1, ''), 'Version ab12, 1 Regel'],
  [german.policy.version('ab12', 4, 'vpn'), 'Version ab12, 4 Regeln, Netze vpn'],
  [english.policy.version('ab12', 1, ''), 'Version ab12, 1 rule'],
  [english.address.others(1), 'One other person here connects from it: it is shared.'],
])('%s', (text, expected) => {
  expect(text).toBe(expected)
})
