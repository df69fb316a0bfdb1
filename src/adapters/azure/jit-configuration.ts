import { setTimeout as pause } from 'node:timers/promises'
import type { JitNetworkAccessPolicy } from '@azure/arm-security'
import type { JitPolicyId } from '../../domain/ids.ts'
import type { JitPolicy } from '../../domain/jit-policy.ts'
import { AzureError } from '../../ports/jit.ts'
import type { ConfiguredPolicy, JitConfiguration } from '../../ports/jit-configuration.ts'
import { type AzureCallParts, azureCall } from './azure-call.ts'
import { readJitPolicy } from './jit-policy-wire.ts'
import { changedEntries, entriesOf, unkeptIn } from './policy-document.ts'
import { placeOf } from './policy-place.ts'
import { optionalText, UnreadableAnswer } from './wire.ts'

export interface AzureJitConfigurationParts extends AzureCallParts {
  /** Told of each policy that was read: it is newer than what the estate knows. */
  readonly onRead?: (policy: JitPolicy) => void
  /** How often a policy that is `Updating` is looked at, and how long at most. Defaults: every second, for ten seconds: a person may be waiting. */
  readonly lookEveryMs?: number
  readonly settlesWithinMs?: number
}

/** Defender's JIT policies by its REST interface, for changing them. */
export function azureJitConfiguration({
  onRead,
  lookEveryMs = 1_000,
  settlesWithinMs = 10_000,
  ...parts
}: AzureJitConfigurationParts): JitConfiguration {
  const call = azureCall(parts)

  async function readOnce(id: JitPolicyId) {
    return await call('read', id, async (client, abortSignal) => {
      let text: string | undefined | null
      const onResponse = ({ bodyAsText }: { readonly bodyAsText?: string | null }) => {
        text = bodyAsText
      }
      const answer = await client.jitNetworkAccessPolicies.get(...placeOf(id), { abortSignal, onResponse })
      const policy = readJitPolicy(answer)
      if (policy.id !== id) throw new UnreadableAnswer('another policy was answered')
      const body: unknown = JSON.parse(text ?? '')
      const rules = new Map([...policy.vms].map(([vm, entry]) => [vm, entry.rules]))
      const configured: ConfiguredPolicy = { id, rules, entries: entriesOf(body), unkept: unkeptIn(body) }
      return { policy, configured, updating: optionalText(answer, 'provisioningState')?.toLowerCase() === 'updating' }
    }).catch((error: unknown) => {
      if (error instanceof AzureError && error.code === 'ResourceNotFound') return undefined
      throw error
    })
  }

  return {
    async read(id) {
      const deadline = performance.now() + settlesWithinMs
      for (;;) {
        const read = await readOnce(id)
        if (!read?.updating) {
          if (read) onRead?.(read.policy)
          return read?.configured
        }
        if (performance.now() + lookEveryMs > deadline)
          throw new AzureError(({ words }) => words.azure.stillBusy, {
            outcome: 'later',
            code: 'StillUpdating',
          })
        await pause(lookEveryMs)
      }
    },

    async write(id, onto, changes) {
      if (onto && onto.unkept.length > 0)
        throw new AzureError(({ words }) => words.azure.cannotKeep(onto.unkept.join(', ')), {
          outcome: 'refused',
          code: 'CannotKeep',
        })
      // Without `requests`: Azure keeps them by itself. And never a DELETE, not even for the last VM: that would take the record of the
      // past 30 days with it, and the end of a window that is still open could no longer be seen. A policy without VMs grants nothing.
      const virtualMachines = changedEntries(onto?.entries ?? new Map(), changes)
      const policy: JitNetworkAccessPolicy = { kind: 'Basic', virtualMachines }
      await call('configure', id, (client, abortSignal) =>
        client.jitNetworkAccessPolicies.createOrUpdate(...placeOf(id), policy, { abortSignal }),
      )
    },
  }
}
