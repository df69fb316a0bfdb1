import type { Log } from '../../../src/ports/log.ts'

interface Line {
  readonly level: keyof Log
  readonly fields: Readonly<Record<string, unknown>>
  readonly message: string
}

/** A log that keeps what was said. */
export function recordingLog(): Log & { readonly lines: Line[] } {
  const lines: Line[] = []
  const at = (level: keyof Log) => (fields: Readonly<Record<string, unknown>>, message: string) => {
    lines.push({ level, fields, message })
  }
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
