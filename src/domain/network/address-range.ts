import ipaddr from 'ipaddr.js'

/** IPv4 addresses as unsigned numbers, both ends included. */
export interface AddressRange {
  readonly first: number
  readonly last: number
}

export const everyAddress: AddressRange = { first: 0, last: 0xffff_ffff }

/** The addresses of an IPv4 address, a CIDR (host bits are cut off) or `*`; undefined for anything else. */
export function addressRange(text: string): AddressRange | undefined {
  if (text === '*') return everyAddress
  const [, address = '', size = '32'] = /^([\d.]{7,15})(?:\/(0|[1-9]\d?))?$/.exec(text.trim()) ?? []
  const length = Number(size)
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) || length > 32) return undefined
  const value = ipaddr.IPv4.parse(address).octets.reduce((sum, octet) => sum * 256 + octet, 0)
  // Arithmetic, not shifts: shifts are signed, and by 32 they do nothing.
  const count = 2 ** (32 - length)
  const first = Math.floor(value / count) * count
  return { first, last: first + count - 1 }
}

/** Whether all of `inner` is in `outer`. */
export function isInside(inner: AddressRange, outer: AddressRange): boolean {
  return outer.first <= inner.first && inner.last <= outer.last
}
