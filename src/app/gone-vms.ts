import type { JitPolicyId, VmId } from '../domain/ids.ts'
import type { VmGone } from '../domain/policy-drift.ts'
import { AzureError } from '../ports/jit.ts'
import { type DriftDeps, tellDrift } from './tell-drift.ts'

/** So many machines that the estate does not have are asked for by themselves at each look. */
const mostAsked = 10
const mostWindows = 500

/** Tells of machines that Azure no longer has though a JIT policy or a standing window is for them. */
export async function tellGone(
  deps: DriftDeps,
  heldBy: ReadonlyMap<VmId, readonly JitPolicyId[]>,
  now: number,
): Promise<void> {
  const { estate, drifts, store } = deps
  if (estate.loadedAt() === undefined) return
  const requests = await store.list({ states: ['opening', 'open', 'closing'], limit: mostWindows })
  const windowed = requests.flatMap(({ targets, openings }) =>
    targets.filter((_, i) => ['accepted', 'open', 'closing'].includes(openings[i]?.state ?? '')).map(({ vm }) => vm),
  )
  const missing = [...new Set([...heldBy.keys(), ...windowed])].filter((vm) => !estate.get(vm)).sort()
  const subject = 'gone'
  const found: { readonly key: string; readonly subject: string }[] = []
  let asked = 0
  // Another part each time: of those that the bot may not see nothing can ever be said.
  const start = missing.length === 0 ? 0 : (Math.floor(now / 300_000) * mostAsked) % missing.length
  for (const vm of [...missing.slice(start), ...missing.slice(0, start)]) {
    const key = `gone|${vm}`
    if (await drifts.isNoted(key)) {
      found.push({ key, subject })
      continue
    }
    if (asked >= mostAsked || (await presenceOf(deps, vm)) !== 'gone') {
      asked++
      continue
    }
    asked++
    found.push({ key, subject })
    const concerned = requests.filter(({ targets, openings }) =>
      targets.some(
        (target, i) => target.vm === vm && ['accepted', 'open', 'closing'].includes(openings[i]?.state ?? ''),
      ),
    )
    const gone: VmGone = {
      vm,
      policies: (heldBy.get(vm) ?? []).slice(0, 10),
      requests: concerned.map(({ id }) => id).slice(0, 10),
    }
    if (
      await tellDrift(deps, { key, at: now, content: { kind: 'vm gone', gone }, fact: { type: 'drift vm gone', gone } })
    )
      deps.log.warn({ ...gone }, 'a machine is gone from Azure')
  }
  // One that is there again, or that nothing holds any more, may be told of another time.
  await drifts.standing([subject], found, now)
}

async function presenceOf({ presence, log }: DriftDeps, vm: VmId): Promise<'there' | 'gone' | 'hidden' | 'not told'> {
  try {
    return await presence(vm)
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    log.debug({ vm, said: error.message }, 'Azure does not tell whether a machine is there')
    return 'not told'
  }
}
