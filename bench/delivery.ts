import { pacer, teamsLimits } from '../src/adapters/teams/pacer.ts'
import { createRateLimits } from '../src/simulator/teams/connector/rate-limits.ts'
import { virtualTime } from '../test/adapters/teams/virtual-time.ts'

/** What became of cards that all waited at once, in the time that Teams' limits take: hours of it pass in a moment. */
export interface DeliveryNumbers {
  /** The time that the limits allow by the time that it took. */
  readonly share: number
  /** Calls that Teams refused, by its own count at their arrival. */
  readonly refused: number
  readonly lost: number
  /** The most that arrived within one second. */
  readonly mostInASecond: number
}

/** As Teams has it; the pacer keeps a little more apart. */
const app = { count: 50, windowMs: 1_000 }

/** On the way for so long, there and back; calls of different conversations overtake each other by it. */
const wayMs = (n: number) => 20 + ((n * 7919) % 60)

export async function measureDelivery(channels: number, cardsEach: number): Promise<DeliveryNumbers> {
  const time = virtualTime()
  const pace = pacer({ limits: teamsLimits, waiting: time.waiting })
  const teams = createRateLimits(time.waiting.now)
  const arrivals: number[] = []
  let refused = 0
  const cards = Array.from({ length: channels * cardsEach }, (_, n) =>
    pace.turn(`channel ${n % channels}`, async () => {
      await time.waiting.wait(wayMs(n))
      const wait = teams.take('app', [app]) ?? teams.take(`channel ${n % channels}`, teamsLimits.conversation)
      if (wait === undefined) arrivals.push(time.waiting.now())
      else refused++
      await time.waiting.wait(wayMs(n))
    }),
  )
  await time.until(Promise.all(cards))
  const allowedMs = Math.max(soonestMs(cardsEach, teamsLimits.conversation), soonestMs(cards.length, [app]))
  return {
    share: allowedMs / Math.max(...arrivals),
    refused,
    lost: cards.length - arrivals.length,
    mostInASecond: Math.max(
      ...arrivals.map((at) => arrivals.filter((other) => other >= at && other < at + 1_000).length),
    ),
  }
}

/** When the last of so many can be sent at the soonest. */
function soonestMs(cards: number, limits: readonly { readonly count: number; readonly windowMs: number }[]): number {
  return Math.max(...limits.map(({ count, windowMs }) => Math.floor((cards - 1) / count) * windowMs))
}
