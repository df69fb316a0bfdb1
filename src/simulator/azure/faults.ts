import type { AzureOperation } from './arm-route.ts'

/**
 * Something that goes wrong, for calls of one operation (`*` or absent: of any) and `times` calls (absent: until cleared).
 *
 * - `status`: answers `status` (500) with `code` and `message`, and Retry-After; the work is not done
 * - `slow`: waits `delayMs` (5000), then goes on as usual
 * - `timeout`: never answers; the work is not done
 * - `lost`: does the work and drops the connection instead of answering
 * - `garbage`: answers 200 with a body that is not what it should be; the work is not done
 * - `never-initiated`: initiate answers 202, and the request stays `Initiating` without an allow rule
 * - `late`: initiate answers 202, and the request is `Initiated` only `delayMs` (5000) later
 */
export type AzureFault = {
  readonly operation?: AzureOperation | '*'
  readonly kind: 'status' | 'slow' | 'timeout' | 'lost' | 'garbage' | 'never-initiated' | 'late'
  readonly status?: number
  readonly code?: string
  readonly message?: string
  readonly retryAfterSeconds?: number
  readonly delayMs?: number
  readonly times?: number
}

export type Faults = {
  /** Throws RangeError, with a sentence, for a fault that makes no sense. */
  inject(fault: AzureFault): void
  clear(): void
  /** The fault that this call meets, if any: the one injected first. Uses up one of its times. */
  take(operation: AzureOperation): AzureFault | undefined
}

const kinds: Readonly<Record<AzureFault['kind'], true>> = {
  status: true,
  slow: true,
  timeout: true,
  lost: true,
  garbage: true,
  'never-initiated': true,
  late: true,
}

export function createFaults(operations: ReadonlySet<string>): Faults {
  let waiting: { fault: AzureFault; left: number }[] = []
  return {
    inject(fault) {
      refuseNonsense(fault, operations)
      waiting.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY })
    },
    clear() {
      waiting = []
    },
    take(operation) {
      const met = waiting.find(({ fault }) => concerns(fault, operation))
      if (met === undefined) return undefined
      met.left -= 1
      waiting = waiting.filter((each) => each.left > 0)
      return met.fault
    },
  }
}

function concerns(fault: AzureFault, operation: AzureOperation): boolean {
  if (fault.kind === 'never-initiated' || fault.kind === 'late') return operation === 'initiate'
  return fault.operation === undefined || fault.operation === '*' || fault.operation === operation
}

function refuseNonsense(fault: AzureFault, operations: ReadonlySet<string>): void {
  const { kind, operation = '*', status = 500, times = 1, delayMs = 0, retryAfterSeconds = 0 } = fault
  const list = (names: Iterable<string>) => [...names].join(', ')
  if (!(kind in kinds)) throw new RangeError(`"${kind}" is not a kind of fault; there are ${list(Object.keys(kinds))}.`)
  if (operation !== '*' && !operations.has(operation)) {
    throw new RangeError(`"${operation}" is not an operation of Azure; there are *, ${list(operations)}.`)
  }
  if (!Number.isInteger(status) || status < 400 || status > 599)
    throw new RangeError(`${status} is not an HTTP status of a failure (400 to 599).`)
  if (!Number.isInteger(times) || times < 1) throw new RangeError(`times must be a whole number from 1, not ${times}.`)
  for (const [name, value] of Object.entries({ delayMs, retryAfterSeconds })) {
    if (!Number.isFinite(value) || value < 0) throw new RangeError(`${name} must be a number from 0, not ${value}.`)
  }
}
