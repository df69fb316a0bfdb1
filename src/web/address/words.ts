import { reader } from '../signed-on/reader.ts'
import type { Looked } from './wire.ts'

export function policyText({ machines, ranges }: NonNullable<Looked['from']>): string {
  const { address } = reader().words
  return address.letsIn(machines.join(', '), ranges.length === 0 ? address.noRange : ranges.join(address.or))
}

/** What is done with the address, and what there is to change. */
export function purposeText({ for: { kind, text, old }, seen }: Looked): string {
  const { address } = reader().words
  if (kind !== 'request' || old === undefined) return address.purpose(text)
  if (seen.kind === 'address' && seen.shown === old) return address.sameAsBefore(text)
  return address.goesOn(text, seen.kind === 'address' ? seen.shown : address.theNewOne, old)
}
