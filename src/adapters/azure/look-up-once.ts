import type { Vm } from '../../domain/vm.ts'
import { AzureError } from '../../ports/jit.ts'
import type { VmLookUp } from '../../ports/vm-look-up.ts'
import type { LookUpSteps } from './vm-look-up.ts'
import type { VmRow } from './vm-row.ts'

/** So long an answer holds, also that there is no such VM. */
const rememberedMs = 60_000
/** So many names in that time: whoever types one after the other must not use up what Azure lets the bot ask. */
const mostNames = 60

/** One name that was looked for. `whole` by the position of the row: what was asked of it is asked once. */
interface Sought {
  readonly at: number
  readonly rows: Promise<readonly VmRow[]>
  readonly whole: Map<number, Promise<void>>
}

/** What Azure lets a VM be called; whatever else was typed is the name of none. */
const possibleName = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u

/** Looks each name up at most once a minute, however many ask at the same time. `now` in milliseconds. */
export function lookUpOnce(parts: {
  readonly steps: LookUpSteps
  readonly add: (vms: readonly Vm[]) => void
  readonly now: () => number
}): VmLookUp {
  const { steps, add, now } = parts
  const sought = new Map<string, Sought>()

  function seek(name: string): Sought {
    for (const [key, { at }] of sought) {
      // Either way: the clock may have been set back.
      if (Math.abs(now() - at) < rememberedMs) break
      sought.delete(key)
    }
    const before = sought.get(name)
    if (before) return before
    if (sought.size >= mostNames) {
      throw new AzureError(({ words }) => words.azure.tooManyLookUps, { outcome: 'later', code: 'TooManyLookUps' })
    }
    const rows = steps.rows(name)
    // It may be that nobody waits for it any more; whoever does gets the error.
    rows.catch(() => undefined)
    const made = { at: now(), rows, whole: new Map() }
    sought.set(name, made)
    return made
  }

  return async (typed, wanted) => {
    const name = typed.trim().toLowerCase()
    if (!possibleName.test(name)) return
    const { rows, whole } = seek(name)
    const found = await rows
    const joining = found.map((row, position) => {
      // Of JIT its row tells nothing, and who may know of a VM does not hang on it.
      if (!wanted({ ...row.vm, jit: { kind: 'not configured' } })) return undefined
      const joined = whole.get(position) ?? steps.whole(row).then((vm) => add([vm]))
      whole.set(position, joined)
      return joined
    })
    await Promise.all(joining)
  }
}
