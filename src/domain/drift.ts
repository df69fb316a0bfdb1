import { type JitPolicyId, parseRequestId, type RequestId, type VmId } from './ids.ts'
import type { JitPolicy, JitRequest } from './jit-policy.ts'
import { markPrefix } from './jit-use.ts'
import type { ToldByLog } from './policy-drift.ts'

/** A window that was opened past the bot, as Defender's record has it. Times in epoch milliseconds. */
export interface OutsideWindow {
  readonly policy: JitPolicyId
  readonly vm: VmId
  readonly ports: readonly number[]
  readonly sources: readonly string[]
  readonly startedAt: number
  readonly endsAt: number
  /** By the name that Azure has; absent: an application. */
  readonly by?: string
  /** What the activity log tells of an application. */
  readonly log?: ToldByLog
  /** Our request, whose mark it bears without being ours. */
  readonly forged?: RequestId
}

/** A request in Defender's record, one VM at a time. `claims`: our request that its justification names first, to be believed only if it is so. */
export interface RecordedWindow extends OutsideWindow {
  readonly claims?: RequestId
  /** All that it names: a call may carry on windows of others. */
  readonly allClaims: readonly RequestId[]
  readonly parts: readonly { readonly port: number; readonly source: string; readonly endsAt: number }[]
  readonly alive: boolean
}

/** Every window of a JIT policy's record. A person's is never ours, whatever it says: the bot signs in as an application. */
export function recordedWindows(policy: JitPolicy): RecordedWindow[] {
  return policy.requests.flatMap((request) =>
    [...new Set(request.ports.map(({ vm }) => vm))].map((vm): RecordedWindow => {
      const ports = request.ports.filter((port) => port.vm === vm)
      const allClaims = request.requestor ? [] : claimsOf(request)
      const [claims] = allClaims
      return {
        policy: policy.id,
        vm,
        ports: [...new Set(ports.map(({ number }) => number))].sort((a, b) => a - b),
        // Azure may keep several sources in one entry.
        sources: [...new Set(ports.flatMap(({ source }) => source.split(', ')))],
        startedAt: request.startedAt,
        endsAt: Math.max(...ports.map(({ endsAt }) => endsAt)),
        alive: ports.some(({ status }) => status === 'Initiated' || status === 'Initiating'),
        ...(request.requestor ? { by: request.requestor.slice(0, 120) } : {}),
        allClaims,
        parts: ports.map(({ number, source, endsAt }) => ({ port: number, source, endsAt })),
        ...(claims === undefined ? {} : { claims }),
      }
    }),
  )
}

/** A justification of ours starts with one mark for each window, each with a semicolon behind it. */
function claimsOf({ justification = '' }: JitRequest): RequestId[] {
  if (!justification.startsWith(markPrefix)) return []
  const [marks = justification] = /^(?:[^\s;]+;)+/.exec(justification) ?? []
  return marks.split(';').flatMap((mark) => {
    const id = mark.startsWith(markPrefix) && parseRequestId(mark.slice(markPrefix.length).split('/')[0] ?? '')
    return id ? [id] : []
  })
}

/** The same for the same window, however often it is found: Defender's record has no ids. */
export function driftKey({ policy, vm, ports, sources, startedAt }: OutsideWindow): string {
  return ['opened', policy, vm, startedAt, ports.join(), sources.join()].join('|')
}
