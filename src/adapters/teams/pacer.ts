import { setMaxListeners } from 'node:events'
import { DeliveryError } from '../../ports/messenger.ts'
import type { Waiting } from './waiting.ts'

/** At most `count` operations within any `windowMs`. */
export interface RateLimit {
  readonly count: number
  readonly windowMs: number
}

export interface PaceLimits {
  readonly conversation: readonly RateLimit[]
  readonly app: readonly RateLimit[]
}

/** What Teams allows a bot: per conversation, and per app and tenant. Posts and updates count alike. */
export const teamsLimits: PaceLimits = {
  conversation: [
    { count: 7, windowMs: 1_000 },
    { count: 8, windowMs: 2_000 },
    { count: 60, windowMs: 30_000 },
    { count: 1_800, windowMs: 3_600_000 },
  ],
  // Calls of different conversations overtake each other on the way: 2 % more than the second keeps fifty from arriving closer.
  app: [{ count: 50, windowMs: 1_020 }],
}

export interface Pacer {
  /**
   * Performs `send` when its conversation's turn has come and every limit allows it: one at a time per conversation, first come first
   * served. Not at all, with a `later` DeliveryError, if that is not within so many milliseconds.
   */
  turn<T>(conversation: string, send: () => Promise<T>, withinMs?: number): Promise<T>
  /** Teams said when to come back: nothing goes to this conversation until then. */
  block(conversation: string, forMs: number): void
  /** Gives up all that waits, with a `later` DeliveryError; what is on the wire is finished. */
  stop(): void
  /** How many conversations are remembered. */
  size(): number
}

interface Lane {
  tail: Promise<void>
  waiting: number
  blockedUntil: number
  /** When the latest operations ended, oldest first: an operation is within a window as long as its end is. */
  readonly ended: number[]
}

const mostWaiting = 10_000
const sweepEvery = 1_000

/** Sliding windows over what was sent. Memory: no more entries than the app's own limit lets through in the longest window. */
export function pacer(options: { readonly limits: PaceLimits; readonly waiting: Waiting }): Pacer {
  const { limits, waiting } = options
  const lanes = new Map<string, Lane>()
  const sent: number[] = []
  const stopped = new AbortController()
  // One listener for each conversation that waits: any number is right.
  setMaxListeners(0, stopped.signal)
  const longestMs = Math.max(0, ...limits.conversation.map((limit) => limit.windowMs))
  let gate: Promise<void> = Promise.resolve()
  let inLine = 0
  let turns = 0

  function laneOf(conversation: string): Lane {
    const known = lanes.get(conversation)
    if (known) return known
    const lane: Lane = { tail: Promise.resolve(), waiting: 0, blockedUntil: 0, ended: [] }
    lanes.set(conversation, lane)
    return lane
  }

  async function until(at: () => number, latest: number): Promise<void> {
    for (let ms = at() - waiting.now(); ms > 0; ms = at() - waiting.now()) {
      if (waiting.now() + ms > latest) throw late()
      await waiting.wait(Math.max(1, Math.ceil(ms)), stopped.signal)
    }
  }

  // One lane after the other, so that a busy conversation cannot hold up the rest.
  async function passGate(): Promise<void> {
    const before = gate
    let open = () => {}
    gate = new Promise((resolve) => {
      open = resolve
    })
    try {
      await before
      await until(() => freeAt(sent, limits.app), Number.POSITIVE_INFINITY)
      remember(sent, waiting.now(), limits.app)
    } finally {
      open()
    }
  }

  function sweep(): void {
    const now = waiting.now()
    for (const [conversation, lane] of lanes) {
      const idle = lane.waiting === 0 && lane.blockedUntil <= now
      if (idle && (lane.ended.at(-1) ?? 0) + longestMs <= now) lanes.delete(conversation)
    }
  }

  return {
    async turn(conversation, send, withinMs = Number.POSITIVE_INFINITY) {
      if (stopped.signal.aborted) throw stopping()
      if (inLine >= mostWaiting) throw new DeliveryError('Too many messages wait to be sent', { outcome: 'later' })
      if (++turns % sweepEvery === 0) sweep()
      const lane = laneOf(conversation)
      const latest = waiting.now() + withinMs
      const before = lane.tail
      let leave = () => {}
      lane.tail = new Promise((resolve) => {
        leave = resolve
      })
      lane.waiting++
      inLine++
      let queued = true
      const leaveLine = () => {
        if (queued) inLine--
        queued = false
      }
      try {
        await before
        if (waiting.now() > latest) throw late()
        try {
          await until(() => Math.max(lane.blockedUntil, freeAt(lane.ended, limits.conversation)), latest)
          await passGate()
        } catch (error) {
          throw stopped.signal.aborted ? stopping() : error
        }
        if (stopped.signal.aborted) throw stopping()
        leaveLine()
        try {
          return await send()
        } finally {
          remember(lane.ended, waiting.now(), limits.conversation)
        }
      } finally {
        leaveLine()
        lane.waiting--
        leave()
      }
    },
    block(conversation, forMs) {
      const lane = laneOf(conversation)
      lane.blockedUntil = Math.max(lane.blockedUntil, waiting.now() + forMs)
    },
    stop: () => stopped.abort(),
    size: () => lanes.size,
  }
}

/** The earliest time at which one more keeps to every limit. */
function freeAt(times: readonly number[], limits: readonly RateLimit[]): number {
  let at = 0
  for (const { count, windowMs } of limits) {
    const oldest = times[times.length - count]
    if (oldest !== undefined) at = Math.max(at, oldest + windowMs)
  }
  return at
}

function remember(times: number[], at: number, limits: readonly RateLimit[]): void {
  times.push(at)
  const most = Math.max(0, ...limits.map((limit) => limit.count))
  // Cut now and then, not each time: a shift for each message would copy the array each time.
  if (times.length > most * 2) times.splice(0, times.length - most)
}

function late(): DeliveryError {
  return new DeliveryError('Its turn to be sent does not come in time', { outcome: 'later' })
}

function stopping(): DeliveryError {
  return new DeliveryError('The bot is stopping', { outcome: 'later' })
}
