import type { VmPresence } from '../../ports/drift.ts'
import { AzureError } from '../../ports/jit.ts'
import type { AzureAccess } from './azure-access.ts'
import { resourceManager } from './resource-manager.ts'

/** Asks Azure Resource Manager itself: Resource Graph leaves out what the bot may not see, without a word. */
export function azureVmPresence(access: AzureAccess): VmPresence {
  const { get } = resourceManager(access)
  return async (vm) => {
    try {
      await get(`${vm}?api-version=2024-07-01`)
      return 'there'
    } catch (error) {
      if (!(error instanceof AzureError)) throw error
      if (error.status === 404) return 'gone'
      if (error.status === 403) return 'hidden'
      throw error
    }
  }
}
