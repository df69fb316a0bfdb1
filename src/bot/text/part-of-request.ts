/** Words that join the parts of a request and say nothing themselves. */
export const fillers: ReadonlySet<string> = new Set([
  'for',
  'on',
  'port',
  'ports',
  'to',
  'access',
  'please',
  'via',
  'and',
])

/** What is behind them is the reason. */
export const reasonWords: ReadonlySet<string> = new Set(['because', 'reason', 'reason:'])

/** Whether a word leads on to another part of a request, so that it names nothing itself. */
export function partOfRequest(word: string): boolean {
  const lower = word.toLowerCase()
  return lower === 'from' || fillers.has(lower) || reasonWords.has(lower)
}
