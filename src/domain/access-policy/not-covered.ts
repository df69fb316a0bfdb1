import type { Finding } from './analysis.ts'

type NotCovered = Extract<Finding, { readonly kind: 'not covered' }>

/**
 * What is said of a VM that does not exist and of one that the person may not know of, alike. The name is lower-cased, or else the
 * capitals that Azure knows would give away that the VM is there. `port` is for a VM that the person may know of, and for no other.
 */
export function notCovered(vmName: string, port?: number): NotCovered {
  if (port !== undefined) return { kind: 'not covered', vmName, port }
  return { kind: 'not covered', vmName: vmName.trim().toLowerCase() }
}
