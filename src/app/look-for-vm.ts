import type { Known } from '../domain/access-policy/known-vms.ts'
import { parseVmId, partsOf } from '../domain/ids.ts'
import type { Person } from '../domain/person.ts'
import { AzureError } from '../ports/jit.ts'
import type { VmLookUp } from '../ports/vm-look-up.ts'
import type { Text } from '../words/text.ts'
import { type FoundVm, findVm, knownTo } from './find-vm.ts'

export type FindDeps = Parameters<typeof findVm>[0] & { readonly lookUp: VmLookUp }

/** `not looked up`: it is not in memory, and Azure could not be asked; `why` Azure could not. */
export type SoughtVm = FoundVm | { readonly kind: 'not looked up'; readonly why: Text }

/**
 * Finds a VM as `findVm` does and, before it is called unknown, looks for it in Azure. A VM that the person may not know of takes the
 * same way as one that does not exist: what is in memory of it makes no difference.
 */
export async function lookForVm(deps: FindDeps, person: Person, text: string, sees?: Known): Promise<SoughtVm> {
  const found = await findVm(deps, person, text, sees)
  if (found.kind !== 'unknown') return found
  const id = parseVmId(text)
  const name = id ? partsOf(id).name : (text.split('/').at(-1) ?? '')
  try {
    await deps.lookUp(name, sees ?? (await knownTo(deps, person)))
  } catch (error) {
    if (!(error instanceof AzureError)) throw error
    return { kind: 'not looked up', why: error.said }
  }
  return await findVm(deps, person, text, sees)
}
