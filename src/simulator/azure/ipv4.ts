/** IPv4 addresses `first` to `last`, both included, as unsigned 32-bit numbers. */
export type Ipv4Range = { readonly first: number; readonly last: number }

export const everyAddress: Ipv4Range = { first: 0, last: 0xffffffff }

/** Reads `203.0.113.7`, `203.0.113.0/24` or `*`; anything else is undefined. Host bits of a CIDR are ignored. */
export function parseIpv4Range(text: string): Ipv4Range | undefined {
  if (text === '*') return everyAddress
  const [address, bits, ...rest] = text.trim().split('/')
  if (rest.length > 0 || (bits !== undefined && !/^\d{1,2}$/.test(bits))) return undefined
  const octets = (address ?? '').split('.')
  if (octets.length !== 4 || !octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255)) return undefined
  const prefix = bits === undefined ? 32 : Number(bits)
  if (prefix > 32) return undefined
  // Arithmetic, not shifts: shifts are signed, and by 32 they do nothing.
  const size = 2 ** (32 - prefix)
  const first = Math.floor(octets.reduce((sum, octet) => sum * 256 + Number(octet), 0) / size) * size
  return { first, last: first + size - 1 }
}

/** Whether every address of `inner` is in `outer`. */
export function covers(outer: Ipv4Range, inner: Ipv4Range): boolean {
  return outer.first <= inner.first && inner.last <= outer.last
}

/** Whether this looks like an IPv6 address or prefix: nothing else in a source has a colon. */
export function isIpv6(text: string): boolean {
  return text.includes(':')
}
