import { buildEstateIndex } from '../../domain/estate/estate-index.ts'
import { withAdded } from '../../domain/estate/with-added.ts'
import type { JitPolicyId, VmId } from '../../domain/ids.ts'
import type { JitPolicy } from '../../domain/jit-policy.ts'
import type { Vm } from '../../domain/vm.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Estate } from '../../ports/estate.ts'
import type { Log } from '../../ports/log.ts'
import { noOne } from '../../words/reader.ts'
import { inAllLanguages } from '../../words/text.ts'
import { azureError } from './azure-error.ts'
import type { Before, EstateReading } from './estate-reader.ts'
import { relearn } from './jit-status.ts'

export interface EstateHandle {
  readonly estate: Estate
  /** Reads Azure again, or waits for the reading that is under way. A reading that fails is logged and leaves the last one in force. */
  refresh(): Promise<void>
  /** Takes in a JIT policy that was read in between. */
  learn(policy: JitPolicy): void
  /** Takes in VMs that were looked for in between; they stay until a reading that began later. */
  add(vms: readonly Vm[]): void
  /** Gives up a reading that is under way and reads no more. */
  stop(): void
}

/** How soon after a failure it is tried again, unless the estate is read more often anyway. */
const afterFailureMs = 30_000

/** The estate in memory, empty until the first `refresh()`, then read again `refreshMs` after each reading. Keeps no process alive. */
export function startEstate(parts: {
  readonly read: (signal: AbortSignal, before: Before) => Promise<EstateReading>
  readonly clock: Clock
  readonly log: Log
  readonly refreshMs: number
}): EstateHandle {
  const { read, clock, log, refreshMs } = parts
  const stopped = new AbortController()
  let readIndex = buildEstateIndex([], undefined)
  let added: readonly Vm[] = []
  let index = readIndex
  let covered = new Map<JitPolicyId, VmId[]>()
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let unasked: Before['unasked'] = []

  async function run(): Promise<void> {
    clearTimeout(timer)
    let next = refreshMs
    const addedBefore = new Set(added)
    try {
      const { vms, unread, unasked: left = [] } = await read(stopped.signal, { get: (id) => index.get(id), unasked })
      if (stopped.signal.aborted) return
      for (const [subscription, { code, status, explanation }] of unread)
        log.error(
          { subscription, code, status, said: explanation(noOne) },
          'the JIT policies of a subscription cannot be read',
        )
      readIndex = buildEstateIndex(unread.size === 0 ? vms : vms.map((vm) => keepLastKnown(vm, unread)), clock.now())
      // What was found while this was being read may have come too late for it.
      added = added.filter((vm) => !addedBefore.has(vm))
      index = withAdded(readIndex, added)
      covered = vmsByPolicy(index.all())
      unasked = left
      if (unread.size > 0) next = Math.min(refreshMs, afterFailureMs)
      log.info({ vms: vms.length }, 'the estate was read')
    } catch (error) {
      if (stopped.signal.aborted) return
      const { code, status, message } = azureError(error, 'read')
      log.error({ code, status, said: message }, 'the estate cannot be read; the last reading stays in force')
      next = Math.min(refreshMs, afterFailureMs)
    }
    timer = setTimeout(() => void refresh(), next)
    timer.unref()
  }

  /** What was known of JIT on a VM is truer than nothing; of one that was never read nothing is claimed. */
  function keepLastKnown(vm: Vm, unread: EstateReading['unread']): Vm {
    const failure = unread.get(vm.subscription)
    if (!failure) return vm
    const known = index.get(vm.id)?.jit
    if (known) return { ...vm, jit: known }
    const why = inAllLanguages((reader) => reader.words.jit.unsupported.unread(failure.explanation(reader)))
    return { ...vm, jit: { kind: 'unsupported', why } }
  }

  function refresh(): Promise<void> {
    if (stopped.signal.aborted) return Promise.resolve()
    running ??= run().finally(() => {
      running = undefined
    })
    return running
  }

  return {
    estate: {
      get: (id) => index.get(id),
      named: (name) => index.named(name),
      matching: (glob) => index.matching(glob),
      suggest: (name, limit, known) => index.suggest(name, limit, known),
      complete: (typed, limit, allowed, known) => index.complete(typed, limit, allowed, known),
      among: (known) => index.among(known),
      all: () => index.all(),
      loadedAt: () => index.loadedAt(),
    },
    refresh,
    learn(policy) {
      for (const id of new Set([...policy.vms.keys(), ...(covered.get(policy.id) ?? [])])) {
        const vm = index.get(id)
        const jit = vm && relearn(vm.jit, id, policy, clock.now())
        if (jit && JSON.stringify(jit) !== JSON.stringify(vm.jit)) index.replace({ ...vm, jit })
      }
      covered.set(policy.id, [...policy.vms.keys()])
    },
    add(vms) {
      const ids = new Set(vms.map((vm) => vm.id))
      for (const vm of vms) index.replace(vm)
      added = [...added.filter((vm) => !ids.has(vm.id)), ...vms]
      index = withAdded(readIndex, added)
      for (const [policy, found] of vmsByPolicy(vms)) covered.set(policy, [...(covered.get(policy) ?? []), ...found])
    },
    stop() {
      stopped.abort()
      clearTimeout(timer)
    },
  }
}

function vmsByPolicy(vms: readonly Vm[]): Map<JitPolicyId, VmId[]> {
  const found = new Map<JitPolicyId, VmId[]>()
  for (const { id, jit } of vms)
    for (const { policy } of jit.kind === 'configured' ? jit.covers : []) {
      const ids = found.get(policy)
      if (ids) ids.push(id)
      else found.set(policy, [id])
    }
  return found
}
