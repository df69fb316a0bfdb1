import { until } from '../../../src/adapters/postgres/embedded/until.ts'

/** Asks until there is an answer other than undefined and false; fails after `timeoutMs`. */
export async function eventually<T>(
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutMs = 15_000,
): Promise<T> {
  const answer = await until(timeoutMs, async () => ((await ask()) || undefined) as T | undefined)
  if (answer === undefined) throw new Error(`not within ${timeoutMs} ms: ${ask}`)
  return answer
}
