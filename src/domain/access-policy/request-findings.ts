import { shortestMs } from '../duration.ts'
import { contains } from '../source.ts'
import { prefixesOf } from '../source-ranges.ts'
import type { Ask, Finding, Requirement } from './analysis.ts'
import { makePattern } from './pattern/pattern.ts'

/** The longest reason that is taken, in characters: what the form takes, and what fits into a card and Azure's record. */
const longestReason = 500

/** What is wrong with the duration asked for; nothing as long as none is asked for. */
export function durationFindings({ durationMs }: Ask, { maxDuration }: Requirement): Finding[] {
  if (durationMs === undefined) return []
  // Not "< shortest": a duration that is no number is refused as well.
  if (!(durationMs >= shortestMs)) return [{ kind: 'too short', askedMs: durationMs, minMs: shortestMs }]
  return durationMs > maxDuration.value ? [{ kind: 'too long', askedMs: durationMs, max: maxDuration }] : []
}

/** What is wrong with the time in all, where a window is extended. */
export function totalFindings({ durationMs, standingMs }: Ask, { maxTotal }: Requirement): Finding[] {
  if (durationMs === undefined || standingMs === undefined || !maxTotal) return []
  return standingMs + durationMs <= maxTotal.value
    ? []
    : [{ kind: 'too long in all', askedMs: durationMs, standingMs, max: maxTotal }]
}

/** What the rules say against the source, each range of it. Defender's port rules speak for themselves, in `defenderLimits`. */
export function sourceFindings({ source }: Ask, requirement: Requirement): Finding[] {
  return source ? prefixesOf(source).flatMap((prefix) => prefixFindings(prefix, requirement)) : []
}

function prefixFindings(prefix: string, requirement: Requirement): Finding[] {
  const findings = requirement.sources.flatMap(({ rule, networks, prefixes }): Finding[] =>
    networks === undefined || prefixes?.some((outer) => contains(outer, prefix))
      ? []
      : [{ kind: 'source not allowed', rule, source: prefix, allowed: networks }],
  )
  const limits = requirement.sources.flatMap(({ rule, narrowest }) =>
    narrowest === undefined ? [] : [{ rule, narrowest }],
  )
  const [strictest] = limits.sort((a, b) => b.narrowest - a.narrowest)
  if (strictest && lengthOf(prefix) < strictest.narrowest)
    findings.push({ kind: 'source too wide', source: prefix, ...strictest })
  return findings
}

/** What is wrong with the reason; nothing as long as none was asked for. Characters that cannot be seen do not count. */
export function reasonFindings({ reason }: Ask, requirement: Requirement): Finding[] {
  if (reason === undefined) return []
  const text = reason.trim()
  if (text.length > longestReason) return [{ kind: 'reason too long', length: text.length, max: longestReason }]
  const missing = text.replace(/[\s\p{C}\u115f\u1160\u2800\u3164\uffa0]/gu, '') === ''
  return requirement.reason.flatMap(({ rule, pattern, hint, optional }): Finding[] => {
    const told = { rule, ...(hint === undefined ? {} : { hint }) }
    if (missing) return optional ? [] : [{ kind: 'reason missing', ...told }]
    if (pattern === undefined) return []
    const made = makePattern(pattern)
    if (!made.ok) return [{ kind: 'rule broke', rule, why: { kind: 'bad pattern', why: made.why } }]
    return made.found(text) ? [] : [{ kind: 'reason does not match', ...told }]
  })
}

function lengthOf(prefix: string): number {
  return Number(prefix.split('/')[1] ?? 32)
}
