import ipaddr from 'ipaddr.js'
import type { Words } from '../words/en.ts'
import type { Text } from '../words/text.ts'

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
  | { readonly ok: false; readonly problem: SourceProblem; readonly text: Text }

/** The widest prefix that is ever taken: an access policy narrows it further. */
const widestLength = 8

/** Words that people and Azure use for every address there is. */
const everything = new Set(['*', 'any', 'all', 'internet', 'everything', 'everywhere', 'anywhere', 'world', '0/0'])

/**
 * What is never a public address. The documentation's ranges (192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24) are not here: they are
 * the sandbox's public addresses.
 */
const special: readonly Special[] = (
  [
    ['10.0.0.0/8', 'private', 'privateNetwork'],
    ['172.16.0.0/12', 'private', 'privateNetwork'],
    ['192.168.0.0/16', 'private', 'privateNetwork'],
    ['100.64.0.0/10', 'private', 'sharedNetwork'],
    ['127.0.0.0/8', 'reserved', 'loopback'],
    ['169.254.0.0/16', 'reserved', 'linkLocal'],
    ['224.0.0.0/4', 'reserved', 'multicast'],
    ['0.0.0.0/8', 'reserved', 'thisNetwork'],
    ['255.255.255.255/32', 'reserved', 'broadcast'],
    ['240.0.0.0/4', 'reserved', 'future'],
    ['192.0.0.0/24', 'reserved', 'protocols'],
    ['192.88.99.0/24', 'reserved', 'relays'],
    ['198.18.0.0/15', 'reserved', 'measuring'],
  ] as const
).flatMap(([prefix, problem, kind]) => {
  const range = readRange(prefix)
  return range ? [{ range, problem, name: ({ source }: Reading) => source.kinds[kind](showSource(prefix)) }] : []
})

type Reading = Words['reading']

interface Special {
  readonly range: Range
  readonly problem: 'private' | 'reserved'
  readonly name: (reading: Reading) => string
}

/** Reads one public IPv4 address or CIDR. Four decimal parts without leading zeros: other notations are read differently elsewhere. */
export function parseSource(text: string): ParsedSource {
  const typed = text.trim()
  const shown = typed.length > 40 ? `${typed.slice(0, 40)}…` : typed
  if (typed === '') return refuse('not an address', ({ source }) => source.missing)
  if (everything.has(typed.toLowerCase()) || /^0\.0\.0\.0(\/\d+)?$/.test(typed)) return refuseEverything(shown)
  if (isIpv6(typed)) return refuse('IPv6', ({ source }) => source.ipv6(shown))
  const range = readRange(typed)
  if (!range) return refuse('not an address', ({ source }) => source.notOne(shown))
  if (range.length === 0) return refuseEverything(shown)

  const inside = special.find((each) => isWithin({ ...range, length: 32 }, each.range))
  if (inside) return refuse(inside.problem, (reading) => reading.source.inside(shown, inside.name(reading)))
  if (range.length < widestLength) return refuse('too wide', ({ source }) => source.tooWide(shown, `/${widestLength}`))
  const prefix = `${range.network}/${range.length}`
  const within = special.find((each) => isWithin(each.range, range))
  if (within) return refuse(within.problem, (reading) => reading.source.includes(shown, within.name(reading)))
  if (range.network !== range.address) return refuseHostBits(shown, range)
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
  if (isIpv6(typed)) return refuse('IPv6', ({ source }) => source.ipv6InRule(shown))
  const range = readRange(typed)
  if (!range) return refuse('not an address', ({ source }) => source.notOneInRule(shown))
  if (range.network !== range.address) return refuseHostBits(shown, range)
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
  return refuse('everything', ({ source }) => source.everything(shown))
}

function refuseHostBits(shown: string, { network, length, address }: Range): ParsedSource {
  return refuse('host bits set', ({ source }) => source.rangeOrAddress(shown, `${network}/${length}`, address))
}

function refuse(problem: SourceProblem, say: (reading: Reading) => string): ParsedSource {
  return { ok: false, problem, text: ({ words }) => say(words.reading) }
}
