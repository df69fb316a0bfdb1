import ipaddr from 'ipaddr.js'
import type { Text } from '../words/text.ts'
import { parseSource, type SourceProblem, showSource } from './source.ts'

/** How a call reached us: the other end of the connection, and the header that proxies write. None of it is to be trusted as it is. */
export interface Arrival {
  readonly socket: string | undefined
  readonly forwardedFor: string | undefined
}

/**
 * The address that a caller has on the internet, as far as it can be told: `prefix` is canonical (`203.0.113.7/32`). `unusable` was read
 * and no port can be opened to it; `unknown` could not be read. `text` says why, and what to do, to whoever sits there.
 */
export type CallerAddress =
  | { readonly kind: 'address'; readonly prefix: string; readonly shown: string }
  | {
      readonly kind: 'unusable'
      readonly shown: string
      readonly problem: SourceProblem | 'not public'
      readonly text: Text
    }
  | { readonly kind: 'unknown'; readonly text: Text }

/**
 * With `trustedProxies` of 0 the socket tells, and the header is ignored: anybody can write it. Each trusted proxy adds the address that it
 * was called from at the right end; so many are counted off from there, and whatever stands further left is somebody's claim.
 */
export function callerAddress({ socket, forwardedFor }: Arrival, trustedProxies: number): CallerAddress {
  const written = trustedProxies === 0 ? [] : (forwardedFor ?? '').split(',').slice(-trustedProxies)
  const said = trustedProxies === 0 ? socket : written.length === trustedProxies ? written[0] : undefined
  const address = readAddress(said ?? '')
  if (!address) return { kind: 'unknown', text: ({ words }) => words.reading.caller.unknown }
  return address instanceof ipaddr.IPv6 ? asIpv6(address) : asIpv4(address.toString())
}

const longest = 80

/** An address with a port, in brackets or quotes, or an IPv4 address in IPv6's clothes; undefined where it is none. */
function readAddress(said: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (said.length > longest) return undefined
  const bare = said
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replace(/^\[([^\]]*)\](:\d{1,5})?$/, '$1')
    .replace(/^([\d.]+):\d{1,5}$/, '$1')
    .replace(/%[\w.-]{1,30}$/, '')
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare)
  if (!bare.includes(':') || !ipaddr.IPv6.isValid(bare)) return undefined
  const address = ipaddr.IPv6.parse(bare)
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address
}

function asIpv4(shown: string): CallerAddress {
  const parsed = parseSource(shown)
  if (parsed.ok) return { kind: 'address', prefix: parsed.prefix, shown: showSource(parsed.prefix) }
  const text: Text = ({ words }) => words.reading.caller.inside(shown)
  return { kind: 'unusable', shown, problem: parsed.problem, text }
}

function asIpv6(address: ipaddr.IPv6): CallerAddress {
  const shown = address.toString()
  if (address.range() !== 'unicast')
    return {
      kind: 'unusable',
      shown,
      problem: 'not public',
      text: ({ words }) => words.reading.caller.notPublic(shown),
    }
  return { kind: 'unusable', shown, problem: 'IPv6', text: ({ words }) => words.reading.caller.ipv6(shown) }
}
