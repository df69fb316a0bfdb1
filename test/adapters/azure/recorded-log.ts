import type { Log } from '../../../src/ports/log.ts'

export interface Line {
  readonly level: keyof Log
  readonly fields: Readonly<Record<string, unknown>>
  readonly message: string
}

/** A log that keeps its lines. */
export function recordedLog(): Log & { readonly lines: readonly Line[] } {
  const lines: Line[] = []
  const write = (level: keyof Log) => (fields: Line['fields'], message: string) =>
    void lines.push({ level, fields, message })
  return { lines, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}
