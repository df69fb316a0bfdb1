import { markdownToHtml } from '../../../src/web/sandbox/markdown.ts'

describe('Markdown of a card', () => {
  test('bold, lists and web links are drawn', () => {
    expect(markdownToHtml('**a**')).toContain('<strong>a</strong>')
    expect(markdownToHtml('- a\n- b')).toContain('<li>b</li>')
    expect(markdownToHtml('[x](https://example.com)')).toContain('rel="noopener noreferrer"')
    expect(markdownToHtml('[x](mailto:a@example.com)')).toContain('href="mailto:a@example.com"')
  })

  test.each([
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '[x](javascript:alert(1))',
    '[x](data:text/html,1)',
    '[x](vbscript:1)',
    '[x](//example.com)',
    '<https://example.com>',
    '# x',
    '<at>Adam</at>',
  ])('%s stays text', (text) => {
    expect(markdownToHtml(text)).not.toMatch(/<(img|script|a|h1|at)\b/)
  })

  test('an image is only a link to it', () => {
    expect(markdownToHtml('![x](https://example.com/x.png)')).not.toContain('<img')
  })

  test('what was escaped is shown as typed', () => {
    expect(markdownToHtml('\\*\\*not bold\\*\\* \\[x\\](https://example.com)')).not.toMatch(/<(strong|a)\b/)
  })
})
