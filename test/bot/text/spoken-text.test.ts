import fc from 'fast-check'
import { spokenText } from '../../../src/bot/text/spoken-text.ts'

test.each([
  ['<p>Please look at <b>web01</b></p>', 'Please look at web01'],
  ['<div>One<br>two</div><div>three</div>', 'One two three'],
  ['<p>&nbsp;A &amp; B &lt;tag&gt;&#33;</p>', 'A & B <tag>!'],
  ['<at id="0">Adam Novak</at>, INC123456', '@Adam Novak, INC123456'],
  ['<attachment id="1"></attachment>See this<img src="https://evil.example/x.png">', 'See this'],
  ['plain 3 < 4 and 5 > 4', 'plain 3 < 4 and 5 > 4'],
  ['cut in two <a href="https://evil', 'cut in two'],
  ['\u202eabc\u200b', 'abc'],
])('%s is read as %s', (html, text) => {
  expect(spokenText(html)).toBe(text)
})

test('whatever is said comes back as one line, in time', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 300, unit: fc.constantFrom('<', '>', 'a', 't', '/', '&', ';', ' ', '\n', '"') }),
      (text) => {
        expect(spokenText(text)).not.toMatch(/[\n\r\t]/)
      },
    ),
  )
  const before = performance.now()
  for (const each of ['<', '<a ', '<at>', '&#1', '</p']) spokenText(each.repeat(30_000))
  expect(performance.now() - before).toBeLessThan(2_000)
})
