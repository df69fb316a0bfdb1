import { type Node, PatternRefused, type Test } from './syntax.ts'

/** One step of a compiled pattern; numbers are indexes of steps. */
export type Step =
  | { readonly kind: 'character'; readonly test: Test }
  | { readonly kind: 'place'; readonly test: Test }
  | { readonly kind: 'fork'; readonly to: readonly number[] }
  | { readonly kind: 'matched' }

/** Counted repetitions are written out, so that their number must be bounded: time is steps × characters. */
const mostSteps = 2000

/** The steps of a pattern. Throws `PatternRefused` if there would be too many. */
export function compile(pattern: Node): readonly Step[] {
  const steps: Step[] = []

  function add(step: Step): number {
    if (steps.length >= mostSteps) throw new PatternRefused('its counted repetitions are too large')
    return steps.push(step) - 1
  }

  function optional(body: () => void, again: boolean): void {
    const fork = add({ kind: 'fork', to: [] })
    body()
    if (again) add({ kind: 'fork', to: [fork] })
    steps[fork] = { kind: 'fork', to: [fork + 1, steps.length] }
  }

  function write(node: Node): void {
    switch (node.kind) {
      case 'character':
      case 'place':
        add(node)
        return
      case 'sequence':
        for (const part of node.parts) write(part)
        return
      case 'choice': {
        const fork = add({ kind: 'fork', to: [] })
        const starts: number[] = []
        const ends: number[] = []
        for (const option of node.options) {
          starts.push(steps.length)
          write(option)
          ends.push(add({ kind: 'fork', to: [] }))
        }
        steps[fork] = { kind: 'fork', to: starts }
        for (const end of ends) steps[end] = { kind: 'fork', to: [steps.length] }
        return
      }
      case 'repeat': {
        const { part, min, max } = node
        for (let i = 0; i < min; i++) {
          const before = steps.length
          write(part)
          if (steps.length === before) break // an empty group: more of them would never reach the bound above
        }
        if (max === Number.POSITIVE_INFINITY) optional(() => write(part), true)
        else for (let i = min; i < max; i++) optional(() => write(part), false)
        return
      }
      default:
        node satisfies never
    }
  }

  write(pattern)
  add({ kind: 'matched' })
  return steps
}
