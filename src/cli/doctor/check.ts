import type { MissingRight } from '../../domain/rights/missing-right.ts'
import { noOne } from '../../words/reader.ts'

/** `role` is the one that gives it; `text` says all of it to a person. */
export interface MissingHere extends MissingRight {
  readonly role: string
  readonly text: string
}

/**
 * What one look found. `works`; `warning`: the bot does its job without, and says what it does instead; `missing`: it does not;
 * `unknown`: it could not be found out.
 */
export interface Check {
  /** What it belongs to, such as `Database` or a subscription. */
  readonly area: string
  readonly name: string
  readonly state: 'works' | 'warning' | 'missing' | 'unknown'
  readonly text: string
  readonly missing?: readonly MissingHere[]
}

/** 0: all that is needed works; 1: something that is needed is missing; 2: something could not be found out. */
export function exitCodeOf(checks: readonly Check[]): 0 | 1 | 2 {
  if (checks.some(({ state }) => state === 'missing')) return 1
  return checks.some(({ state }) => state === 'unknown') ? 2 : 0
}

/** One sentence over all of it. */
export function summaryOf(checks: readonly Check[]): string {
  const count = (state: Check['state']) => checks.filter((check) => check.state === state).length
  const [missing, unknown, warnings] = [count('missing'), count('unknown'), count('warning')]
  const parts = [
    ...(missing > 0 ? [`${things(missing)} that the bot needs ${missing === 1 ? 'is' : 'are'} missing`] : []),
    ...(unknown > 0 ? [`${things(unknown)} could not be checked`] : []),
  ]
  const first = parts.length === 0 ? 'Everything that the bot needs works' : parts.join(', ')
  return warnings === 0 ? `${first}.` : `${first}; the bot works without ${things(warnings)} more, as it says.`
}

function things(count: number): string {
  return count === 1 ? '1 thing' : `${count} things`
}

/** The check, with what is made of the error where it fails. */
export async function checkThat(
  check: Pick<Check, 'area' | 'name'> & { readonly otherwise?: 'missing' | 'unknown' },
  work: () => Promise<string>,
): Promise<Check> {
  const { area, name, otherwise = 'missing' } = check
  try {
    return { area, name, state: 'works', text: await work() }
  } catch (error) {
    return { area, name, state: otherwise, text: sentenceOf(error) }
  }
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { explanation } = error as { explanation?: unknown }
  return typeof explanation === 'function' ? String(explanation(noOne)) : error.message
}
