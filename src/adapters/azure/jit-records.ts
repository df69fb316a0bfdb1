import type { JitRecords } from '../../ports/drift.ts'
import type { Estate } from '../../ports/estate.ts'
import { azureError } from './azure-error.ts'
import { type PolicySources, readPolicies } from './subscription-jit.ts'

/** One list for each subscription: a hundred policies a call. */
export function jitRecords(
  sources: PolicySources & { readonly estate: Estate; readonly signal: AbortSignal },
): JitRecords {
  return {
    async *all() {
      const subscriptions = new Set(sources.estate.all().map(({ subscription }) => subscription))
      for (const subscription of subscriptions) {
        try {
          yield* await readPolicies(sources, subscription, sources.signal)
        } catch (error) {
          throw azureError(error, 'read')
        }
      }
    },
  }
}
