import type { AzureError } from '../../ports/jit.ts'
import type { Log } from '../../ports/log.ts'
import { azureError, type Call } from './azure-error.ts'

/** How a call ended, for whoever counts. */
export interface EndedCall {
  readonly operation: Call
  readonly outcome: 'ok' | AzureError['outcome']
  readonly durationMs: number
}

export interface CallParts {
  readonly log: Log
  /** How long Azure may take for one call. Default 30 seconds. */
  readonly timeoutMs?: number
  /** Told of each call that has ended. */
  readonly onCall?: (call: EndedCall) => void
}

/** Makes one call of Azure with a limit of time, tells how it ended, and throws `AzureError` whatever went wrong. `on` is what it is about. */
export async function watchedCall<T>(
  { log, timeoutMs = 30_000, onCall }: CallParts,
  operation: Call,
  on: Readonly<Record<string, string>>,
  make: (abortSignal: AbortSignal) => Promise<T>,
): Promise<T> {
  const startedMs = performance.now()
  const end = (outcome: EndedCall['outcome']) =>
    onCall?.({ operation, outcome, durationMs: performance.now() - startedMs })
  try {
    const answer = await make(AbortSignal.timeout(timeoutMs))
    end('ok')
    return answer
  } catch (error) {
    const failure = azureError(error, operation)
    const { outcome, code, status, message, missing } = failure
    log.warn({ operation, ...on, outcome, code, status, ...missing, said: message }, 'a call of Azure failed')
    end(outcome)
    throw failure
  }
}
