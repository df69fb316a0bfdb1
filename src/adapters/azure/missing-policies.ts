import type { JitPolicy } from '../../domain/jit-policy.ts'
import { azureError } from './azure-error.ts'
import { type PolicySources, readGroupPolicies } from './subscription-jit.ts'

/** A resource group, lower-cased, as `subscription/group`. */
export type GroupKey = string

/** What the lists of single groups add. `unasked`: groups that were left for the next reading; of `failed` nothing is known either. */
export interface MissingPolicies {
  readonly policies: readonly JitPolicy[]
  readonly unasked: readonly GroupKey[]
  readonly failed: ReadonlySet<GroupKey>
}

/** So many groups are asked in one reading, and so many of them at once: each is a call. */
const mostGroups = 50
const atOnce = 4

/**
 * Reads the policies of groups that a subscription's list seems to have left out
 * (https://github.com/Azure/azure-powershell/issues/23074). Never throws but when it is stopped.
 */
export async function readMissingPolicies(
  sources: PolicySources,
  groups: readonly GroupKey[],
  signal: AbortSignal,
): Promise<MissingPolicies> {
  const waiting = groups.slice(0, mostGroups)
  const policies: JitPolicy[] = []
  const failed = new Set<GroupKey>()
  const work = async () => {
    for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
      const [subscription = '', group = ''] = key.split('/')
      try {
        policies.push(...(await readGroupPolicies(sources, subscription, group, signal)))
      } catch (error) {
        signal.throwIfAborted()
        failed.add(key)
        const { code, message } = azureError(error, 'read')
        sources.log.warn({ subscription, group, code, said: message }, 'the JIT policies of a group cannot be read')
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { policies, unasked: groups.slice(mostGroups), failed }
}
