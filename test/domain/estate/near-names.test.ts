import fc from 'fast-check'
import { buildNearNames } from '../../../src/domain/estate/near-names.ts'

/** The whole table, straight from the definition. */
function oracle(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  const at = (i: number, j: number) => table[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(i - 2, j - 2) + 1)
      ;(table[i] ?? [])[j] = cost
    }
  return at(a.length, b.length)
}

test.each([
  ['wbe01', 1],
  ['web01', 0],
  ['web1', 1],
  ['web001', 1],
  ['wep01', 1],
  ['bew01', 2],
  ['database', undefined],
])('%j is so many changes from web01: %p', (wanted, changes) => {
  expect(buildNearNames(['web01'])(wanted, 2)).toEqual(changes === undefined ? [] : [{ position: 0, changes }])
})

test('agrees with the definition for every name of a list', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 })
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), word, fc.nat(3), (words, wanted, max) => {
      const names = words.toSorted()
      const expected = names
        .map((name, position) => ({ position, changes: oracle(wanted, name) }))
        .filter(({ changes }) => changes <= max)
      expect(buildNearNames(names)(wanted, max)).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})
