import { type AddressRange, addressRange, everyAddress, isInside } from './address-range.ts'

/** Whether a prefix takes all of these addresses. `maybe`: only Azure knows what its tag stands for. */
export type Takes = 'yes' | 'no' | 'maybe'

/** What a virtual network's addresses are taken from; which of them are in this one is not told. */
const privateRanges = readAll('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10')
/** From here Azure's load balancer probes. */
const loadBalancer = readAll('168.63.129.16')

/** Whether a rule's source takes these addresses, of which none is on the other side of a cut of `cutsOf`. */
export function takesSource(prefix: string, addresses: AddressRange): Takes {
  const kind = kindOf(prefix)
  const isPrivate = () => privateRanges.some((range) => isInside(addresses, range))
  switch (kind) {
    case 'virtualnetwork':
      return isPrivate() ? 'maybe' : 'no'
    case 'internet':
      return isPrivate() ? 'maybe' : 'yes'
    case 'azureloadbalancer':
      return loadBalancer.some((range) => isInside(addresses, range)) ? 'yes' : 'no'
    case 'IPv6':
      return 'no'
    case 'other tag':
      return 'maybe'
    default:
      return isInside(addresses, kind) ? 'yes' : 'no'
  }
}

/** Whether a rule's destination takes this address of a VM, which is in the virtual network by being a VM's. */
export function takesDestination(prefix: string, address: AddressRange): Takes {
  const kind = kindOf(prefix)
  switch (kind) {
    case 'virtualnetwork':
      return 'yes'
    case 'internet':
    case 'azureloadbalancer':
    case 'IPv6':
      return 'no'
    case 'other tag':
      return 'maybe'
    default:
      return isInside(address, kind) ? 'yes' : 'no'
  }
}

/** Where the answer of `takesSource` may change: the first address of each range, and the first behind it. */
export function cutsOf(prefix: string): number[] {
  const kind = kindOf(prefix)
  const ranges =
    typeof kind === 'object'
      ? [kind]
      : kind === 'internet' || kind === 'virtualnetwork'
        ? privateRanges
        : kind === 'azureloadbalancer'
          ? loadBalancer
          : []
  return ranges.flatMap(({ first, last }) => [first, last + 1])
}

const everything = new Set(['any', '0.0.0.0/0'])
const knownTags = ['internet', 'virtualnetwork', 'azureloadbalancer'] as const

function kindOf(prefix: string): AddressRange | (typeof knownTags)[number] | 'IPv6' | 'other tag' {
  const text = prefix.trim().toLowerCase()
  if (everything.has(text)) return everyAddress
  const range = addressRange(text)
  if (range !== undefined) return range
  if (text.includes(':')) return 'IPv6'
  return knownTags.find((tag) => tag === text) ?? 'other tag'
}

function readAll(...texts: readonly string[]): AddressRange[] {
  return texts.flatMap((text) => addressRange(text) ?? [])
}
