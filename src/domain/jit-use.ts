import { parseRequestId, type VmId } from './ids.ts'
import type { JitPolicy, JitRequest } from './jit-policy.ts'
import type { JitUse, JitUser, Vm } from './vm.ts'

/** What every justification of ours begins with; the id of the request follows. */
export const markPrefix = 'jit-access-bot:'

export const weekMs = 7 * 24 * 3_600_000
const longestName = 120

/** What a JIT policy's record tells of each of its VMs; nothing of those that nobody asked for. */
export function usesIn(policy: Pick<JitPolicy, 'requests'>, now: number): ReadonlyMap<VmId, JitUse> {
  const uses = new Map<VmId, JitUse>()
  for (const request of policy.requests)
    for (const vm of new Set(request.ports.map((port) => port.vm))) {
      const use = useIn(request, vm, now)
      const before = uses.get(vm)
      uses.set(vm, before ? joined(before, use) : use)
    }
  return uses
}

/** The use of a VM over all JIT policies that cover it. */
export function useOf(vm: Vm): JitUse | undefined {
  const uses = vm.jit.kind === 'configured' ? vm.jit.covers.flatMap(({ use }) => use ?? []) : []
  const [first, ...others] = uses
  return first && others.reduce(joined, first)
}

function useIn(request: JitRequest, vm: VmId, now: number): JitUse {
  const by = userOf(request)
  const standing = request.ports.filter(
    (port) => port.vm === vm && port.endsAt > now && (port.status === 'Initiated' || port.status === 'Initiating'),
  )
  return {
    count: request.startedAt > now - weekMs ? 1 : 0,
    lastAt: request.startedAt,
    ...(by ? { by } : {}),
    ...(standing.length > 0 && by?.kind !== 'request'
      ? { elsewhereUntil: Math.max(...standing.map(({ endsAt }) => endsAt)) }
      : {}),
  }
}

/** A person may write anything as a justification, our mark too: Azure's own word on who it was goes first. */
function userOf({ requestor, justification }: JitRequest): JitUser | undefined {
  if (requestor) return { kind: 'person', name: requestor.slice(0, longestName) }
  const id = justification?.startsWith(markPrefix)
    ? parseRequestId(justification.slice(markPrefix.length).split('/')[0] ?? '')
    : undefined
  return id && { kind: 'request', id }
}

function joined(one: JitUse, other: JitUse): JitUse {
  const newer = one.lastAt >= other.lastAt ? one : other
  const until = Math.max(one.elsewhereUntil ?? 0, other.elsewhereUntil ?? 0)
  return {
    count: one.count + other.count,
    lastAt: newer.lastAt,
    ...(newer.by ? { by: newer.by } : {}),
    ...(until > 0 ? { elsewhereUntil: until } : {}),
  }
}
