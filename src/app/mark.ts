import { findOurs, type JitPolicy, type JitRequest } from '../domain/jit-policy.ts'
import { markPrefix } from '../domain/jit-use.ts'
import type { Request } from '../domain/request.ts'
import { prefixesOf } from '../domain/source-ranges.ts'
import type { StandingWindow } from './standing-windows.ts'

/** The mark by which an opening of ours is found again in Azure: the beginning of its justification. Each retry has its own. */
function markOf(request: Request, target: number): string {
  return `${marksOf(request, target)}${request.openings[target]?.round ?? 0};`
}

/** What the marks of all rounds of an opening begin with. */
function marksOf(request: Request, target: number): string {
  return `${markPrefix}${request.id}/${target}.`
}

/**
 * Azure's record of an opening: this round's, whatever became of it, or one of an earlier round that stands open after all (Azure may
 * have taken its time). Undefined: Azure knows of none that counts.
 */
export function recordOf(policy: JitPolicy, request: Request, target: number): JitRequest | undefined {
  const vm = request.targets[target]?.vm
  if (!vm) return undefined
  const endsAt = request.openings[target]?.endsAt
  const own = endsAt === undefined ? undefined : { sources: prefixesOf(request.source), endsAt }
  const earlier = findOurs(policy, vm, marksOf(request, target), own)
  return findOurs(policy, vm, markOf(request, target), own) ?? (earlier && isOpen(earlier) ? earlier : undefined)
}

/** Whether any call for this opening, of whatever round, stands open in Azure or is about to. `others`: the windows beside it. */
export function standsOpen(
  policy: JitPolicy,
  request: Request,
  target: number,
  others: readonly StandingWindow[],
): boolean {
  const vm = request.targets[target]?.vm
  const sources = prefixesOf(request.source)
  const notAt = others.filter(({ source }) => sources.includes(source))
  const found = vm && findOurs(policy, vm, marksOf(request, target), { sources, notAt })
  return found !== undefined && isAlive(found)
}

function isOpen(record: JitRequest): boolean {
  return record.ports.some(({ status }) => status === 'Initiated')
}

/** Whether Azure still holds any of its ports open, or is about to. */
export function isAlive(record: JitRequest): boolean {
  return record.ports.some(({ status }) => status === 'Initiated' || status === 'Initiating')
}

/** When the first of its ports shuts. Epoch milliseconds. */
export function endOf(record: JitRequest): number {
  return Math.min(...record.ports.map(({ endsAt }) => endsAt))
}

/**
 * What Azure's own record keeps of the people, since it sees only the bot: marks (its own, and those of the windows that the call
 * carries on), requester, approvers, reason; cleaned, at most 400 characters.
 */
export function justificationOf(request: Request, target: number, carried: readonly StandingWindow[] = []): string {
  const approvers = request.decisions.filter((d) => d.verdict === 'approve').map((d) => d.by.name)
  const marks = new Set([markOf(request, target), ...carried.map((window) => markOf(window.request, window.target))])
  const text = [
    [...marks].join(''),
    `requested by ${request.requester.name} (${request.requester.id.split('/')[1]})`,
    request.breakGlass
      ? 'break-glass, approved by nobody'
      : approvers.length === 0
        ? 'approved by the access policy'
        : `approved by ${approvers.join(', ')}`,
    request.reason,
  ].join(' · ')
  return text.replace(/[\p{C}<>]/gu, ' ').slice(0, 400)
}
