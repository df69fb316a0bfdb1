import type { Vm } from '../domain/vm.ts'

/**
 * Looks in Azure for VMs of a name, or of a resource id's name, that are not in memory. Those that are `wanted` join the estate before it
 * resolves; whether they are is all that the caller learns. A name is looked for once a minute, whoever asks. Rejects with `AzureError`.
 */
export type VmLookUp = (name: string, wanted: (vm: Vm) => boolean) => Promise<void>
