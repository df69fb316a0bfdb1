import type { MissingRight } from '../../domain/rights/missing-right.ts'
import type { AzureError } from '../../ports/jit.ts'
import type { Forbidden } from '../../ports/network.ts'

/** The right that is missing, if this is Azure's refusal for want of one: as Azure names it, else as it was asked. */
export function forbidden({ status, missing }: AzureError, asked: MissingRight): Forbidden | undefined {
  return status === 403 ? { kind: 'forbidden', ...asked, ...missing } : undefined
}
