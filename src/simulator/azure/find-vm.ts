import type { Estate, Vm } from './estate.ts'

/** What was asked of the simulated network cannot be answered. `status` is the HTTP status that fits. */
export class NetworkQuestionError extends Error {
  readonly status: 400 | 404 | 409
  /** The ids that an ambiguous name stands for. */
  readonly ids: readonly string[]

  constructor(status: 400 | 404 | 409, message: string, ids: readonly string[] = []) {
    super(message)
    this.name = 'NetworkQuestionError'
    this.status = status
    this.ids = ids
  }
}

/** The VM of that name or ARM id, whatever its case. Throws NetworkQuestionError when there is none or more than one. */
export function findVm(estate: Estate, nameOrId: string): Vm {
  const wanted = nameOrId.trim().toLowerCase()
  const byId = estate.vms.get(wanted)
  if (byId !== undefined) return byId
  const named = [...estate.vms.values()].filter((vm) => vm.name.toLowerCase() === wanted)
  const [vm] = named
  if (vm === undefined) throw new NetworkQuestionError(404, `There is no VM "${nameOrId}" in the simulated Azure.`)
  if (named.length > 1) {
    const ids = named.map((each) => each.id)
    throw new NetworkQuestionError(409, `"${nameOrId}" stands for ${ids.length} VMs. Use one of their ids.`, ids)
  }
  return vm
}
