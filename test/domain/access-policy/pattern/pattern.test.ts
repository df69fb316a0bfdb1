import fc from 'fast-check'
import { makePattern } from '../../../../src/domain/access-policy/pattern/pattern.ts'

function found(source: string, text: string): boolean {
  const pattern = makePattern(source)
  if (!pattern.ok) throw new Error(pattern.why)
  return pattern.found(text)
}

describe('a pattern', () => {
  test.each([
    [String.raw`(INC|CHG)\d{6}`, 'see INC123456 please', true],
    [String.raw`(INC|CHG)\d{6}`, 'INC12345', false],
    [String.raw`^(INC|CHG)\d{6}$`, 'INC1234567', false],
    [String.raw`\bINC\b`, 'an INC.', true],
    [String.raw`\bINC\b`, 'INCA', false],
    ['(?:ab){2,3}c', 'ababc', true],
    ['(?<ticket>ab){2,}c', 'abc', false],
    [String.raw`[^\]a-c]+$`, 'abc]', false],
    [String.raw`\p{Lu}\p{Ll}+`, 'Été', true],
    ['.', '😀', true],
    ['^.$', '😀', true],
    ['a||b', 'x', true],
    ['', '', true],
    ['(){3}x', 'x', true],
  ])('%p in %p: %p', (source, text, expected) => {
    expect(found(source, text)).toBe(expected)
    expect(new RegExp(source, 'u').test(text)).toBe(expected)
  })

  test.each([
    ['(INC', /[Uu]nterminated group/],
    ['[a', /./],
    ['*', /[Nn]othing to repeat/],
    ['a{2,1}', /./],
    ['\\', /./],
    ['(?=x)a', /look-ahead/],
    ['(?<!x)a', /look-behind/],
    ['(a)\\1', /back-reference/],
    ['(?<n>a)\\k<n>', /back-reference/],
    ['(a{1,100}){1,100}', /too large/],
    ['((){1000}){1000}(){1000000000}x{1000000000}', /too large/],
    ['((((){2000}){2000}){2000}){2000}x{2001}', /too large/],
    ['a'.repeat(201), /longer than 200/],
  ])('%.20p is refused with why', (source, why) => {
    const pattern = makePattern(source)
    expect(pattern).toEqual({ ok: false, why: expect.stringMatching(why) })
  })

  test('patterns that hang a backtracking engine are answered at once', () => {
    const text = `${'a'.repeat(5000)}!`
    for (const source of ['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', 'a*a*a*a*a*a*a*b', '^(a{0,20}){0,20}$', '(.*)*x'])
      expect(found(source, text)).toBe(false)
  })

  test('agrees with the engine of JavaScript', () => {
    const piece = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\b', '\\B', '^', '$', '\\w', '\\.', '1', '-')
    const { source } = fc.letrec<{ source: string }>((tie) => ({
      source: fc.oneof(
        { maxDepth: 4 },
        piece,
        fc.tuple(tie('source'), tie('source')).map(([a, b]) => a + b),
        fc.tuple(tie('source'), tie('source')).map(([a, b]) => `(${a}|${b})`),
        fc
          .tuple(tie('source'), fc.constantFrom('*', '+', '?', '{2}', '{0}', '{1,2}', '{2,}', '*?', '+?'))
          .map(([a, q]) => `(?:${a})${q}`),
      ),
    }))
    fc.assert(
      fc.property(source, fc.stringMatching(/^[ab1.\- ]{0,8}$/), (pattern, text) => {
        expect(found(pattern, text)).toBe(new RegExp(pattern, 'u').test(text))
      }),
      { numRuns: 500 },
    )
  })
})
