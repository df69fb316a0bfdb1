import pino from 'pino'
import type { Log } from '../../ports/log.ts'
import { readableLine } from './readable-line.ts'
import { redact, redactText } from './redact.ts'

export interface LogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  /** `json`: a JSON object a line, for machines. `readable`: for the person in front of the sandbox. */
  readonly format: 'json' | 'readable'
  /** Where whole lines go; absent: standard output, written before the call returns. */
  readonly write?: (line: string) => void
}

/** The operator's log. Secrets are taken out here, whatever a caller hands in. */
export function openLog(options: LogOptions): Log {
  const logger = pino({ level: options.level, base: null }, destination(options))
  const at =
    (level: LogOptions['level']) =>
    (fields: Readonly<Record<string, unknown>>, message: string): void => {
      if (logger.isLevelEnabled(level)) logger[level](redact(fields), redactText(message))
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

function destination({ format, write }: LogOptions): pino.DestinationStream {
  const out = write ?? standardOutput()
  return { write: format === 'json' ? out : (line) => out(readableLine(line)) }
}

function standardOutput(): (line: string) => void {
  const stream = pino.destination({ dest: 1, sync: true })
  return (line) => void stream.write(line)
}
