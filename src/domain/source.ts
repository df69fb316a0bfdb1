import ipaddr from 'ipaddr.js'

export type SourceProblem =
  | 'not an address'
  | 'IPv6'
  | 'everything'
  | 'private'
  | 'reserved'
  | 'too wide'
  | 'host bits set'

/** A canonical CIDR (`203.0.113.7/32`), or what is wrong with it and a sentence that says the way out. */
export type ParsedSource =
  | { readonly ok: true; readonly prefix: string }
  | { readonly ok: false; readonly problem: SourceProblem; readonly text: string }

/** The widest prefix that is ever taken: an access policy narrows it further. */
const widestLength = 8

const wayOut =
  'Give the public IPv4 address that you connect from, such as 203.0.113.7, or a range such as 203.0.113.0/24.'

const allowedWayOut =
  'Give an IPv4 address such as 203.0.113.7, a range such as 203.0.113.0/24, or * for every address.'

/** Words that people and Azure use for every address there is. */
const everything = new Set(['*', 'any', 'all', 'internet', 'everything', 'everywhere', 'anywhere', 'world', '0/0'])

/**
 * What is never a public address. The documentation's ranges (192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24) are not here: they are
 * the sandbox's public addresses.
 */
const special: readonly { readonly range: Range; readonly problem: 'private' | 'reserved'; readonly name: string }[] = (
  [
    { range: '10.0.0.0/8', problem: 'private', name: 'a private network (10.0.0.0/8)' },
    { range: '172.16.0.0/12', problem: 'private', name: 'a private network (172.16.0.0/12)' },
    { range: '192.168.0.0/16', problem: 'private', name: 'a private network (192.168.0.0/16)' },
    { range: '100.64.0.0/10', problem: 'private', name: "a provider's shared network (100.64.0.0/10)" },
    { range: '127.0.0.0/8', problem: 'reserved', name: 'the machine itself (loopback, 127.0.0.0/8)' },
    { range: '169.254.0.0/16', problem: 'reserved', name: 'a link without a router (link-local, 169.254.0.0/16)' },
    { range: '224.0.0.0/4', problem: 'reserved', name: 'multicast (224.0.0.0/4)' },
    { range: '0.0.0.0/8', problem: 'reserved', name: '"this network" (0.0.0.0/8)' },
    { range: '255.255.255.255/32', problem: 'reserved', name: 'broadcast (255.255.255.255)' },
    { range: '240.0.0.0/4', problem: 'reserved', name: 'a range kept for the future (240.0.0.0/4)' },
    { range: '192.0.0.0/24', problem: 'reserved', name: 'a range for protocols (192.0.0.0/24)' },
    { range: '192.88.99.0/24', problem: 'reserved', name: 'a range for relays (192.88.99.0/24)' },
    { range: '198.18.0.0/15', problem: 'reserved', name: 'a range for measuring devices (198.18.0.0/15)' },
  ] as const
).flatMap(({ range, ...rest }) => {
  const read = readRange(range)
  return read ? [{ range: read, ...rest }] : []
})

/** Reads one public IPv4 address or CIDR. Four decimal parts without leading zeros: other notations are read differently elsewhere. */
export function parseSource(text: string): ParsedSource {
  const typed = text.trim()
  const shown = typed.length > 40 ? `${typed.slice(0, 40)}…` : typed
  if (typed === '') return refuse('not an address', `The source is missing. ${wayOut}`)
  if (everything.has(typed.toLowerCase()) || /^0\.0\.0\.0(\/\d+)?$/.test(typed)) return refuseEverything(shown)
  if (isIpv6(typed))
    return refuse('IPv6', `${shown} is IPv6, which Azure's just-in-time access does not take. ${wayOut}`)
  const range = readRange(typed)
  if (!range) return refuse('not an address', `"${shown}" is not an IPv4 address or range. ${wayOut}`)
  if (range.length === 0) return refuseEverything(shown)

  const inside = special.find((each) => isWithin({ ...range, length: 32 }, each.range))
  if (inside) return refuse(inside.problem, `${shown} is ${inside.name}, not a public address. ${wayOut}`)
  if (range.length < widestLength)
    return refuse('too wide', `${shown} is too wide: at most a /${widestLength} is taken. ${wayOut}`)
  const prefix = `${range.network}/${range.length}`
  const within = special.find((each) => isWithin(each.range, range))
  if (within) return refuse(within.problem, `${shown} includes ${within.name}, which is not public. ${wayOut}`)
  if (range.network !== range.address) {
    const meant = `Write ${prefix} for the whole range, or ${range.address} for the one address.`
    return refuse('host bits set', `${shown} is an address with a range's length. ${meant}`)
  }
  return { ok: true, prefix }
}

/**
 * Reads what a port rule may allow: an IPv4 address or CIDR of any network, private ones too, or `*` for every address. Canonical: a
 * single address without its length.
 */
export function parseAllowedSource(text: string): ParsedSource {
  const typed = text.trim()
  const shown = typed.length > 40 ? `${typed.slice(0, 40)}…` : typed
  if (everything.has(typed.toLowerCase()) || /^0\.0\.0\.0\/0$/.test(typed)) return { ok: true, prefix: '*' }
  if (isIpv6(typed))
    return refuse('IPv6', `${shown} is IPv6, which Azure's just-in-time access does not take. ${allowedWayOut}`)
  const range = readRange(typed)
  if (!range) return refuse('not an address', `"${shown}" is not an IPv4 address or range. ${allowedWayOut}`)
  if (range.network !== range.address) {
    const meant = `Write ${range.network}/${range.length} for the whole range, or ${range.address} for the one address.`
    return refuse('host bits set', `${shown} is an address with a range's length. ${meant}`)
  }
  return { ok: true, prefix: showSource(`${range.network}/${range.length}`) }
}

/** Whether every address of `inner` is one of `outer`: addresses, CIDRs or `*`, as Defender's port rules have them. What cannot be read contains nothing. */
export function contains(outer: string, inner: string): boolean {
  const outside = readRange(outer === '*' ? '0.0.0.0/0' : outer)
  const inside = readRange(inner === '*' ? '0.0.0.0/0' : inner)
  return outside !== undefined && inside !== undefined && isWithin(inside, outside)
}

/** Whether some address is one of both. */
export function overlaps(one: string, other: string): boolean {
  return contains(one, other) || contains(other, one)
}

function isWithin(inner: Range, outer: Range): boolean {
  return inner.length >= outer.length && inner.bits.match(outer.bits, outer.length)
}

/** A source as people write it: a single address without its length. */
export function showSource(prefix: string): string {
  return prefix === '*' ? 'any address' : prefix.replace(/\/32$/, '')
}

interface Range {
  readonly address: string
  readonly bits: ipaddr.IPv4
  /** The address with everything behind the length cut off. */
  readonly network: string
  readonly length: number
}

function readRange(text: string): Range | undefined {
  const [, address = '', size = '32'] = /^([\d.]{7,15})(?:\/(0|[1-9]\d?))?$/.exec(text) ?? []
  const length = Number(size)
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) || length > 32) return undefined
  const network = ipaddr.IPv4.networkAddressFromCIDR(`${address}/${length}`).toString()
  return { address, bits: ipaddr.IPv4.parse(address), length, network }
}

function isIpv6(text: string): boolean {
  const [address = ''] = text.replace(/^\[(.*)\]$/, '$1').split('/')
  return ipaddr.IPv6.isValid(address)
}

function refuseEverything(shown: string): ParsedSource {
  return refuse('everything', `${shown} is every address there is, and a port is never opened to all. ${wayOut}`)
}

function refuse(problem: SourceProblem, text: string): ParsedSource {
  return { ok: false, problem, text }
}
