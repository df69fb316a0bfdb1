import fc from 'fast-check'
import { globMatches } from '../../src/domain/glob.ts'

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '.', '*', '?') })

/** The same thing by a regular expression, for short texts. */
function oracle(glob: string, text: string): boolean {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'is').test(text)
}

test.each([
  ['web*', 'web01', true],
  ['WEB*', 'web01', true],
  ['web*', 'WEB', true],
  ['web?', 'web01', false],
  ['web??', 'web01', true],
  ['*01', 'web01', true],
  ['w*b*1', 'web01', true],
  ['web', 'web01', false],
  ['*', '', true],
  ['', '', true],
  ['', 'a', false],
  ['?', '', false],
  ['a.c', 'abc', false],
  ['a[b]c', 'abc', false],
])('%j and %j: %p', (glob, text, matches) => {
  expect(globMatches(glob, text)).toBe(matches)
})

test('agrees with a regular expression made of the same glob', () => {
  fc.assert(fc.property(letters, letters, (glob, text) => globMatches(glob, text) === oracle(glob, text)))
})

test('a text matches itself, a star in front of it and one in the place of any part', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '-', '7') })
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (name, a, b) => {
      const [from, to] = [a % (name.length + 1), b % (name.length + 1)].sort((x, y) => x - y)
      return (
        globMatches(name, name) &&
        globMatches(`*${name}`, name) &&
        globMatches(`${name.slice(0, from)}*${name.slice(to)}`, name)
      )
    }),
  )
})

test('a glob made to hang a matcher takes few steps', () => {
  let steps = 0
  // Each comparison of two characters reads one from the text.
  const text = new Proxy(Object('a'.repeat(2_000)) as object, {
    get: (target, key) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) steps++
      const value: unknown = Reflect.get(target, key)
      return key === 'length' ? 2_000 : value
    },
  })
  const name = { toLowerCase: () => text } as unknown as string
  expect(globMatches(`${'*a'.repeat(50)}b`, name)).toBe(false)
  expect(steps).toBeLessThan(50 * 2 * 2_000 + 2_000)
})
