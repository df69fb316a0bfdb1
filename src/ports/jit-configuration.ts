import type { JitPolicyId, VmId } from '../domain/ids.ts'
import type { PortRule } from '../domain/vm.ts'

/** A JIT policy as it was read, for writing on top of it. */
export interface ConfiguredPolicy {
  readonly id: JitPolicyId
  readonly rules: ReadonlyMap<VmId, readonly PortRule[]>
  /** Each VM's entry word for word, by its lower-cased id: equal texts are equal entries. */
  readonly entries: ReadonlyMap<string, string>
  /** Names of settings that a write could not keep. With any of these nothing is written. */
  readonly unkept: readonly string[]
}

/** Defender for Cloud's JIT policies, for changing them. Every method throws `AzureError`. */
export interface JitConfiguration {
  /** The policy once Azure has finished with earlier changes; undefined: there is none. */
  read(policy: JitPolicyId): Promise<ConfiguredPolicy | undefined>
  /** Gives these VMs these rules (none: takes them out) and leaves every other VM as it is in `onto`. Azure has no lock: what others write in between is lost, so that the caller serialises and reads back. */
  write(
    policy: JitPolicyId,
    onto: ConfiguredPolicy | undefined,
    changes: ReadonlyMap<VmId, readonly PortRule[]>,
  ): Promise<void>
}
