import { splitThread } from './conversation-id.ts'

export type TeamsOperation = 'send' | 'target' | 'update' | 'create' | 'delete' | 'read'

/**
 * Something that goes wrong, for calls of one operation (`*` or absent: of any), in one conversation (absent: in any), `times` times
 * (absent: until cleared). `target` is a message that one person alone sees; it is a `send` as well.
 *
 * - `status`: answers `status` (500) with `code` and Retry-After; the work is not done
 * - `slow`: waits `delayMs` (5000), then goes on as usual
 * - `lost`: does the work and drops the connection instead of answering
 */
export type TeamsFault = {
  readonly operation?: TeamsOperation | '*'
  readonly conversation?: string
  readonly kind: 'status' | 'slow' | 'lost'
  readonly status?: number
  readonly code?: string
  readonly message?: string
  readonly retryAfterSeconds?: number
  readonly delayMs?: number
  readonly times?: number
}

export type Faults = {
  /** Throws RangeError, with a sentence, for a fault that makes no sense. */
  inject(fault: TeamsFault): void
  clear(): void
  /** The fault that this call meets, if any: the one injected first. Uses up one of its times. */
  take(operation: TeamsOperation, conversation: string | undefined): TeamsFault | undefined
}

const kinds: Readonly<Record<TeamsFault['kind'], true>> = { status: true, slow: true, lost: true }
const operations: Readonly<Record<TeamsOperation, true>> = {
  send: true,
  target: true,
  update: true,
  create: true,
  delete: true,
  read: true,
}

export function createFaults(): Faults {
  let waiting: { readonly fault: TeamsFault; left: number }[] = []
  return {
    inject(fault) {
      refuseNonsense(fault)
      waiting.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY })
    },
    clear() {
      waiting = []
    },
    take(operation, conversation) {
      const met = waiting.find(({ fault }) => concerns(fault, operation, conversation))
      if (met === undefined) return undefined
      met.left -= 1
      waiting = waiting.filter((each) => each.left > 0)
      return met.fault
    },
  }
}

/** A fault of a channel concerns its threads as well; one of a thread concerns that thread alone. */
function concerns(fault: TeamsFault, operation: TeamsOperation, conversation: string | undefined): boolean {
  const met = operation === 'target' ? ['*', 'send', 'target'] : ['*', operation]
  if (fault.operation !== undefined && !met.includes(fault.operation)) return false
  if (fault.conversation === undefined) return true
  if (conversation === undefined) return false
  return fault.conversation === conversation || fault.conversation === splitThread(conversation).conversation
}

function refuseNonsense(fault: TeamsFault): void {
  const { kind, operation = '*', status = 500, times = 1, delayMs = 0, retryAfterSeconds = 0 } = fault
  const list = (names: object) => Object.keys(names).join(', ')
  if (!Object.hasOwn(kinds, kind)) {
    throw new RangeError(`"${kind}" is not a kind of fault of Teams; there are ${list(kinds)}.`)
  }
  if (operation !== '*' && !Object.hasOwn(operations, operation)) {
    throw new RangeError(`"${operation}" is not an operation of Teams; there are *, ${list(operations)}.`)
  }
  if (!Number.isInteger(status) || status < 400 || status > 599) {
    throw new RangeError(`${status} is not the HTTP status of a failure: 400 to 599.`)
  }
  if (!Number.isInteger(times) || times < 1) throw new RangeError(`times must be a whole number from 1, not ${times}.`)
  for (const [name, value] of Object.entries({ delayMs, retryAfterSeconds })) {
    if (!Number.isFinite(value) || value < 0) throw new RangeError(`${name} must be a number from 0, not ${value}.`)
  }
}
