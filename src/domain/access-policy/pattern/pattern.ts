import { compile, type Step } from './program.ts'
import { PatternRefused, readPattern } from './syntax.ts'

/** Says whether the pattern is found anywhere in a text. */
type Pattern = (text: string) => boolean

/** A pattern ready for use, or why it is none. */
export type ReadPattern = { readonly ok: true; readonly found: Pattern } | { readonly ok: false; readonly why: string }

const longest = 200

/**
 * Makes a pattern of JavaScript's syntax (flag `u`; no look-around, no back-references; at most 200 characters). It matches in time
 * linear in the text, whatever the pattern: a policy cannot hang the bot, as a backtracking engine could.
 */
export function makePattern(source: string): ReadPattern {
  if (source.length > longest) return { ok: false, why: `it is longer than ${longest} characters` }
  try {
    new RegExp(source, 'u')
    const steps = compile(readPattern(source))
    return { ok: true, found: (text) => run(steps, text) }
  } catch (error) {
    if (error instanceof PatternRefused) return { ok: false, why: error.message }
    if (error instanceof SyntaxError) return { ok: false, why: error.message.replace(/^.*\/u?: /, '') }
    throw error
  }
}

// All ways through the pattern are followed at once, one character at a time (Thompson's construction).
function run(steps: readonly Step[], text: string): boolean {
  const characters = Array.from(text)
  let waiting = new Set<number>()
  for (let at = 0; at <= characters.length; at++) {
    const before = characters[at - 1]
    const here = characters[at]
    const reached = new Set<number>()
    const queue = [...waiting, 0] // 0: the pattern may begin anywhere
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (reached.has(next)) continue
      reached.add(next)
      const step = steps[next]
      if (step === undefined || step.kind === 'matched') return true
      if (step.kind === 'fork') queue.push(...step.to)
      else if (step.kind === 'place' && step.test(before, here)) queue.push(next + 1)
    }
    waiting = new Set()
    for (const index of reached) {
      const step = steps[index]
      if (step?.kind === 'character' && step.test(before, here)) waiting.add(index + 1)
    }
  }
  return false
}
