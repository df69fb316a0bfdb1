const levels: Record<number, string> = { 20: 'debug', 30: 'info ', 40: 'WARN ', 50: 'ERROR' }

/** One line for human eyes out of one JSON line of the log: `15:04:05.123 WARN  Teams did not take a message  status=429`. */
export function readableLine(json: string): string {
  const { level, time, msg, ...fields } = JSON.parse(json) as { level: number; time: number; msg?: string }
  const at = new Date(time).toISOString().slice(11, 23)
  const details = Object.entries(fields).map(([name, value]) => `  ${name}=${shown(value)}`)
  return `${at} ${levels[level] ?? level} ${plain(msg ?? '')}${details.join('')}\n`
}

function shown(value: unknown): string {
  if (typeof value === 'string') return /^[\w.:/@;+-]+$/.test(value) ? value : plain(JSON.stringify(value))
  if (isError(value))
    return plain(`"${value.message}"${value.cause === undefined ? '' : ` because ${shown(value.cause)}`}`)
  return plain(JSON.stringify(value) ?? '')
}

function isError(value: unknown): value is { message: string; cause?: unknown } {
  return typeof value === 'object' && value !== null && 'stack' in value && 'message' in value
}

/** Nothing that moves a terminal's cursor or starts a line of its own. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/g, ' ')
}
