/**
 * Something that goes wrong, for `times` calls (absent: until cleared): `status` answers that status (503), `slow` waits `delayMs` (1000)
 * and goes on, `timeout` never answers, `garbage` answers what it should not.
 */
export type GraphFault = {
  readonly kind: 'status' | 'slow' | 'timeout' | 'garbage'
  readonly status?: number
  readonly retryAfterSeconds?: number
  readonly delayMs?: number
  readonly times?: number
}

const kinds: readonly string[] = ['status', 'slow', 'timeout', 'garbage'] satisfies GraphFault['kind'][]

export function createGraphFaults() {
  let waiting: { fault: GraphFault; left: number }[] = []
  return {
    inject(fault: GraphFault): void {
      const { kind, status = 503, times = 1, delayMs = 0 } = fault
      if (!kinds.includes(kind))
        throw new RangeError(`"${kind}" is not a fault of Graph; there are ${kinds.join(', ')}.`)
      if (!Number.isInteger(status) || status < 400 || status > 599)
        throw new RangeError(`${status} is not an HTTP status of a failure (400 to 599).`)
      if (!Number.isInteger(times) || times < 1)
        throw new RangeError(`times must be a whole number from 1, not ${times}.`)
      if (!(delayMs >= 0)) throw new RangeError(`delayMs must be a number from 0, not ${delayMs}.`)
      waiting.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY })
    },
    clear(): void {
      waiting = []
    },
    take(): GraphFault | undefined {
      const [met] = waiting
      if (met) met.left -= 1
      waiting = waiting.filter(({ left }) => left > 0)
      return met?.fault
    },
  }
}
