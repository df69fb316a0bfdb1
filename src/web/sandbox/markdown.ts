import MarkdownIt from 'markdown-it'

/** The Markdown that Teams knows in a text: bold, italic, code, lists and links. No HTML, no images, no headings, no tables. */
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true })
  .disable(['image', 'heading', 'lheading', 'hr', 'blockquote', 'code', 'fence', 'table', 'reference', 'html_block'])
  .disable(['html_inline', 'autolink'])

markdown.validateLink = (url) => /^(https?:\/\/|mailto:)/i.test(url.trim())
markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  tokens[index]?.attrSet('target', '_blank')
  tokens[index]?.attrSet('rel', 'noopener noreferrer')
  return self.renderToken(tokens, index, options)
}

/** Safe HTML of a Markdown text. */
export const markdownToHtml = (text: string): string => markdown.render(text)
