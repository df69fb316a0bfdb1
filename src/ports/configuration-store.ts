import type { ConfigurationId, JitPolicyId } from '../domain/ids.ts'
import type { Configuration, ConfigurationChange } from '../domain/jit-configuration/configuration.ts'

/** Changes of port rules. Throws `StoreUnavailable` when the database is away. */
export interface ConfigurationStore {
  /** Version 1 is added, a later one stored only over the version before it; false otherwise. Its card is queued for delivery in the same transaction. */
  save(change: ConfigurationChange): Promise<boolean>
  find(id: ConfigurationId): Promise<Configuration | undefined>
  /** The newest that have a VM of this JIT policy, fifty at most. */
  on(policy: JitPolicyId): Promise<Configuration[]>
}
