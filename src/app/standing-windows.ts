import type { Request } from '../domain/request.ts'
import { showSource } from '../domain/source.ts'
import type { RequestStore } from '../ports/store.ts'

/** A window of another opening on the same VM, in the same JIT policy. `ports`: those that both have. */
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
      return both.length === 0 ? [] : [{ request: other, target: i, ports: both, source: other.source.prefix, endsAt }]
    }),
  )
}

/**
 * Those that a new window may cut short: Azure may end an older one on the same VM and port, whatever its source. One from the same
 * source that ends no later is kept by the new one itself.
 */
export function endangeredBy(
  windows: readonly StandingWindow[],
  { source, endsAt }: { readonly source: string; readonly endsAt: number },
): StandingWindow[] {
  return windows.filter((window) => showSource(window.source) !== showSource(source) || window.endsAt > endsAt)
}
