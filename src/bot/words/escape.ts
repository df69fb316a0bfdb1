/** Text for a TextBlock, whose Markdown is rendered: every character that could be markup is escaped. For anything people typed, prefer a TextRun. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~-]/g, '\\$&')
}
