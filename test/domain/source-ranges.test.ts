import fc from 'fast-check'
import { contains } from '../../src/domain/source.ts'
import { hasOnly, hasPrefix, prefixesOf, rangesOf, sourceOfRanges } from '../../src/domain/source-ranges.ts'
import { must } from '../fixtures.ts'

const prefix = fc
  .tuple(fc.constantFrom(8, 16, 24, 32), fc.nat(3), fc.nat(3), fc.nat(3))
  .map(([length, a, b, c]) =>
    [203, length > 8 ? a : 0, length > 16 ? b : 0, length > 24 ? c : 0].join('.').concat(`/${length}`),
  )

test('a source has the ranges it was made of, but for those that another contains', () => {
  fc.assert(
    fc.property(fc.array(prefix, { minLength: 1, maxLength: 8 }), (prefixes) => {
      const kept = prefixesOf(must(sourceOfRanges(prefixes.map((each) => ({ prefix: each })))))
      for (const each of prefixes) expect(kept.some((outer) => contains(outer, each))).toBe(true)
      for (const each of kept) expect(kept.filter((outer) => contains(outer, each))).toEqual([each])
      expect(prefixes).toEqual(expect.arrayContaining([...kept]))
    }),
  )
})

test('a source of an older version is one range; no ranges are no source', () => {
  expect(rangesOf({ prefix: '203.0.113.7/32', network: 'vpn' })).toEqual([{ prefix: '203.0.113.7/32', network: 'vpn' }])
  expect(sourceOfRanges([])).toBeUndefined()
})

test('an entry of Azure’s record may have several sources in it', () => {
  expect(hasPrefix('203.0.113.7, 198.51.100.0/24', '203.0.113.7/32')).toBe(true)
  expect(hasPrefix('203.0.113.70', '203.0.113.7/32')).toBe(false)
  expect(hasOnly('203.0.113.7, 198.51.100.0/24', ['203.0.113.7/32', '198.51.100.0/24'])).toBe(true)
  expect(hasOnly('203.0.113.7, 198.51.100.0/24', ['203.0.113.7/32'])).toBe(false)
})
