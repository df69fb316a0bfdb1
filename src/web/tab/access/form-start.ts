import type { FormView } from '../wire/form.ts'
import type { RequestView } from '../wire/request.ts'

/** A machine with the ports that are wanted on it. */
export interface Chosen {
  readonly vm: string
  readonly ports: readonly number[]
}

/** What stands in the form at first. */
export interface FormStart {
  readonly key: string
  readonly machines: readonly Chosen[]
  readonly durationMs?: number
  readonly source: string
  readonly reason: string
}

let made = 0

/** An empty form, or one filled with a request of before: its reason was for then. */
export function startOf(request?: RequestView): FormStart {
  const key = `form-${++made}`
  if (!request) return { key, machines: [], source: '', reason: '' }
  return {
    key,
    machines: request.targets.map(({ vm, numbers }) => ({ vm, ports: numbers })),
    durationMs: request.durationMs,
    source: request.sourceWords,
    reason: request.reason,
  }
}

/** A form for one machine. */
export function startWith(vm: string): FormStart {
  return { ...startOf(), machines: [{ vm, ports: [] }] }
}

/** A machine with one port is asked for by that one. */
export function withOnlyPort(each: Chosen, view: FormView): Chosen {
  const rules = view.machines.find(({ vm }) => vm === each.vm)?.rules ?? []
  const [only] = rules
  return each.ports.length === 0 && rules.length === 1 && only ? { ...each, ports: [only.number] } : each
}
