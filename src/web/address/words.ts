import type { Looked } from './wire.ts'

/** What may be wrong with an address that a page was called from. */
export const doubtTexts: readonly (readonly [what: string, text: string])[] = [
  ['VPN or company proxy:', 'everybody who leaves there is let in too.'],
  ['Mobile network:', 'shared with other customers, and changes often.'],
  ['At home or in a hotel:', 'everybody behind the same router is let in too.'],
  ['Another way than your browser:', 'type the address that your machine has itself.'],
]

/** Who else comes from it, if anybody. */
export function othersText(others: number): string | undefined {
  if (others === 0) return undefined
  return others === 1
    ? 'One other person here connects from it: it is shared.'
    : `${others} other people here connect from it: it is shared.`
}

export function policyText({ machines, ranges }: NonNullable<Looked['from']>): string {
  const from = ranges.length === 0 ? 'no address at all' : ranges.join(' or ')
  return `The access policy lets you in to ${machines.join(', ')} from ${from} alone.`
}

/** What is done with the address, and what there is to change. */
export function purposeText({ for: { kind, text, old }, seen }: Looked): string {
  if (kind !== 'request' || old === undefined) return `For ${text}.`
  if (seen.kind === 'address' && seen.shown === old)
    return `You are seen there still, and ${text} is open to it: there is nothing to change, unless your connection goes another way.`
  const next = seen.kind === 'address' ? seen.shown : 'the new address'
  return `${text} goes on from ${next} until the same end, and ${old} is shut.`
}
