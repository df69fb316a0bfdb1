import { useOf } from '../domain/jit-use.ts'
import type { Opening, OpeningState, Request, TargetPort } from '../domain/request.ts'
import type { JitUse, Vm } from '../domain/vm.ts'
import type { RequestStore } from '../ports/store.ts'

/** A window of ours that stands on one VM, or may: Azure was asked for it. */
export interface StandingWindow {
  readonly request: Request
  readonly ports: readonly TargetPort[]
  readonly opening: Opening
}

/** One VM with what happens on it. `lastRequest`: ours, where the last access was by one; so that a person stands there and never the bot. */
export interface VmNews {
  readonly vm: Vm
  readonly windows: readonly StandingWindow[]
  readonly use?: JitUse
  readonly lastRequest?: Request
}

const underWay: readonly OpeningState[] = ['calling', 'accepted', 'open', 'closing']

/** What our store and Azure's record, as it was last read, tell of one VM. */
export async function readVmNews({ store }: { readonly store: RequestStore }, vm: Vm): Promise<VmNews> {
  if (vm.jit.kind === 'unsupported') return { vm, windows: [] }
  const use = useOf(vm)
  const [open, last] = await Promise.all([
    store.openOn(vm.id),
    use?.by?.kind === 'request' ? store.find(use.by.id) : undefined,
  ])
  const windows = windowsOn(vm, open)
  // Any application may write our mark on its own request: ours was for this very VM.
  const isOurs = last?.targets.some((target) => target.vm === vm.id) === true
  return { vm, windows, ...(use ? { use } : {}), ...(last && isOurs ? { lastRequest: last } : {}) }
}

/** The windows of these requests that stand on one VM, or may. */
export function windowsOn(vm: Vm, requests: readonly Request[]): StandingWindow[] {
  return requests.flatMap((request) =>
    request.targets.flatMap((target, i): StandingWindow[] => {
      const opening = request.openings[i]
      if (target.vm !== vm.id || !opening || !underWay.includes(opening.state)) return []
      return [{ request, ports: target.ports, opening }]
    }),
  )
}
