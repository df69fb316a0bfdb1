import { ruleFor } from '../domain/jit-policy.ts'
import type { Request } from '../domain/request.ts'
import type { Estate } from '../ports/estate.ts'

/** Azure measures the maximum by its own clock: a window of exactly the maximum would fail when ours is behind. */
const skewMs = 45_000

/** When a window that starts now ends: after the approved duration, a little less where that is Defender's maximum. Epoch milliseconds. */
export function windowEnd(request: Request, index: number, estate: Estate, now: number): number {
  const target = request.targets[index]
  const vm = target && estate.get(target.vm)
  const covers = vm?.jit.kind === 'configured' ? vm.jit.covers : []
  const cover = covers.find((candidate) => candidate.policy === target?.policy)
  const maxima = cover ? (target?.ports ?? []).flatMap((port) => ruleFor(cover, port.number)?.maxDurationMs ?? []) : []
  return now + Math.min(request.durationMs, ...maxima.map((max) => max - skewMs))
}
