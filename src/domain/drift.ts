import { type JitPolicyId, parseRequestId, type RequestId, type VmId } from './ids.ts'
import type { JitPolicy, JitRequest } from './jit-policy.ts'
import { markPrefix } from './jit-use.ts'

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
}

/** A request in Defender's record, one VM at a time. `claims`: our request that its justification names, to be believed only if there is one. */
export interface RecordedWindow extends OutsideWindow {
  readonly claims?: RequestId
  readonly alive: boolean
}

/** Every window of a JIT policy's record. A person's is never ours, whatever it says: the bot signs in as an application. */
export function recordedWindows(policy: JitPolicy): RecordedWindow[] {
  return policy.requests.flatMap((request) =>
    [...new Set(request.ports.map(({ vm }) => vm))].map((vm): RecordedWindow => {
      const ports = request.ports.filter((port) => port.vm === vm)
      const claims = request.requestor ? undefined : claimOf(request)
      return {
        policy: policy.id,
        vm,
        ports: [...new Set(ports.map(({ number }) => number))].sort((a, b) => a - b),
        sources: [...new Set(ports.map(({ source }) => source))],
        startedAt: request.startedAt,
        endsAt: Math.max(...ports.map(({ endsAt }) => endsAt)),
        alive: ports.some(({ status }) => status === 'Initiated' || status === 'Initiating'),
        ...(request.requestor ? { by: request.requestor.slice(0, 120) } : {}),
        ...(claims === undefined ? {} : { claims }),
      }
    }),
  )
}

function claimOf({ justification = '' }: JitRequest): RequestId | undefined {
  if (!justification.startsWith(markPrefix)) return undefined
  return parseRequestId(justification.slice(markPrefix.length).split('/')[0] ?? '')
}

/** The same for the same window, however often it is found: Defender's record has no ids. */
export function driftKey({ policy, vm, ports, sources, startedAt }: OutsideWindow): string {
  return ['opened', policy, vm, startedAt, ports.join(), sources.join()].join('|')
}
