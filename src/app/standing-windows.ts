import type { Request } from '../domain/request.ts'
import { prefixesOf } from '../domain/source-ranges.ts'
import type { RequestStore } from '../ports/store.ts'

/** A window of another opening on the same VM, in the same JIT policy: one for each range of its source. `ports`: those that both have. */
export interface StandingWindow {
  readonly request: Request
  readonly target: number
  readonly ports: readonly number[]
  readonly source: string
  readonly endsAt: number
}

/** The windows that stand on ports of this target by now, as far as we know. */
export async function standingWindows(
  { store }: { readonly store: RequestStore },
  request: Request,
  index: number,
  now: number,
): Promise<StandingWindow[]> {
  const target = request.targets[index]
  if (!target) return []
  const wanted = new Set(target.ports.map(({ number }) => number))
  return (await store.openOn(target.vm)).flatMap((other) =>
    other.targets.flatMap(({ vm, policy, ports }, i) => {
      const { state, endsAt = 0 } = other.openings[i] ?? {}
      const isItself = other.id === request.id && i === index
      if (isItself || vm !== target.vm || policy !== target.policy) return []
      if ((state !== 'open' && state !== 'accepted') || endsAt <= now) return []
      const both = ports.map(({ number }) => number).filter((number) => wanted.has(number))
      if (both.length === 0) return []
      const notFrom = other.openings[i]?.notFrom?.sources ?? []
      return prefixesOf(other.source)
        .filter((source) => !notFrom.includes(source))
        .map((source) => ({ request: other, target: i, ports: both, source, endsAt }))
    }),
  )
}

/**
 * Those that a new window may cut short: Azure may end an older one on the same VM and port, whatever its source. One from the same
 * source that ends no later is kept by the new one itself.
 */
export function endangeredBy(
  windows: readonly StandingWindow[],
  { sources, endsAt }: { readonly sources: readonly string[]; readonly endsAt: number },
): StandingWindow[] {
  return windows.filter((window) => !sources.includes(window.source) || window.endsAt > endsAt)
}
