import fc from 'fast-check'
import { contains, parseSource, type SourceProblem, showSource } from '../../src/domain/source.ts'
import { told } from '../told.ts'

describe('a source as typed', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7/32'],
    [' 203.0.113.7 ', '203.0.113.7/32'],
    ['203.0.113.7/32', '203.0.113.7/32'],
    ['203.0.113.0/24', '203.0.113.0/24'],
    ['192.0.2.44', '192.0.2.44/32'],
    ['198.51.100.0/24', '198.51.100.0/24'],
    ['20.0.0.0/8', '20.0.0.0/8'],
    ['8.8.8.8', '8.8.8.8/32'],
    ['172.15.255.255', '172.15.255.255/32'],
    ['172.32.0.0/11', '172.32.0.0/11'],
    ['100.128.0.0/9', '100.128.0.0/9'],
    ['223.255.255.255', '223.255.255.255/32'],
  ])('%s is %s', (text, prefix) => {
    expect(parseSource(text)).toEqual({ ok: true, prefix })
  })

  test.each<[string, SourceProblem, RegExp]>([
    ['', 'not an address', /missing/],
    ['web01', 'not an address', /"web01" is not/],
    ['1.2.3', 'not an address', /not an IPv4 address/],
    ['1.2.3.256', 'not an address', /not an IPv4 address/],
    ['1.2.3.4.5', 'not an address', /not an IPv4 address/],
    ['1.2.3.4/33', 'not an address', /not an IPv4 address/],
    ['1.2.3.4/', 'not an address', /not an IPv4 address/],
    ['1.2.3.4/024', 'not an address', /not an IPv4 address/],
    ['1.2.3.0/255.255.255.0', 'not an address', /not an IPv4 address/],
    ['203.0.113.7:22', 'not an address', /not an IPv4 address/],
    ['203.0.113.7 203.0.113.8', 'not an address', /not an IPv4 address/],
    ['203.0.113.07', 'not an address', /not an IPv4 address/],
    ['0177.1', 'not an address', /not an IPv4 address/],
    ['0177.0.0.1', 'not an address', /not an IPv4 address/],
    ['0xcb.0.113.7', 'not an address', /not an IPv4 address/],
    ['3232235777', 'not an address', /not an IPv4 address/],
    ['٢٠٣.0.113.7', 'not an address', /not an IPv4 address/],
    ['VirtualNetwork', 'not an address', /not an IPv4 address/],
    ['2001:db8::1', 'IPv6', /IPv6/],
    ['2001:db8::/32', 'IPv6', /IPv6/],
    ['[::1]', 'IPv6', /IPv6/],
    ['::', 'IPv6', /IPv6/],
    ['::ffff:203.0.113.7', 'IPv6', /IPv6/],
    ['*', 'everything', /never opened to all/],
    ['any', 'everything', /never opened to all/],
    ['Internet', 'everything', /never opened to all/],
    ['0.0.0.0', 'everything', /never opened to all/],
    ['0.0.0.0/0', 'everything', /never opened to all/],
    ['0.0.0.0/1', 'everything', /never opened to all/],
    ['8.8.8.8/0', 'everything', /never opened to all/],
    ['10.1.2.3', 'private', /private network \(10/],
    ['172.16.0.0/12', 'private', /private network \(172/],
    ['192.168.1.1', 'private', /private network \(192/],
    ['100.64.0.1', 'private', /provider/],
    ['127.0.0.1', 'reserved', /loopback/],
    ['169.254.169.254', 'reserved', /link-local/],
    ['224.0.0.1', 'reserved', /multicast/],
    ['0.1.2.3', 'reserved', /this network/],
    ['240.0.0.1', 'reserved', /240/],
    ['255.255.255.255', 'reserved', /broadcast/],
    ['198.18.0.1', 'reserved', /measuring/],
    ['172.0.0.0/8', 'private', /includes a private network/],
    ['192.0.0.0/9', 'reserved', /192\.0\.0\.0\/24/],
    ['64.0.0.0/2', 'too wide', /at most a \/8/],
    ['20.0.0.0/7', 'too wide', /at most a \/8/],
    ['203.0.113.7/24', 'host bits set', /203\.0\.113\.0\/24 .* or 203\.0\.113\.7/],
  ])('%j is refused as %s', (text, problem, says) => {
    const parsed = told(parseSource(text))
    expect(parsed).toMatchObject({ ok: false, problem })
    expect(parsed.ok ? '' : parsed.text).toMatch(says)
    expect(parsed.ok ? '' : parsed.text).toMatch(/203\.0\.113\.0\/24/)
  })

  test('a very long text is not repeated in full', () => {
    const parsed = told(parseSource('x'.repeat(20_000)))
    expect(parsed.ok ? '' : parsed.text.length).toBeLessThan(300)
  })
})

const octet = fc.integer({ min: 0, max: 255 })
const address = fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.'))
const cidr = fc.tuple(address, fc.integer({ min: 0, max: 32 })).map(([ip, length]) => `${ip}/${length}`)

function toNumber(ip: string): number {
  return ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

/** First and last address as numbers, by arithmetic of its own. */
function span(range: string): [number, number] {
  const [ip = '', length = '32'] = range.split('/')
  const size = 2 ** (32 - Number(length))
  const first = Math.floor(toNumber(ip) / size) * size
  return [first, first + size - 1]
}

describe('properties of sources', () => {
  test('what is accepted is canonical: read again it is the same, and so is what is shown', () => {
    fc.assert(
      fc.property(fc.oneof(cidr, address), (text) => {
        const parsed = parseSource(text)
        if (!parsed.ok) return
        expect(parseSource(parsed.prefix)).toEqual(parsed)
        expect(parseSource(showSource(parsed.prefix))).toEqual(parsed)
        expect(span(parsed.prefix)).toEqual(span(text))
      }),
    )
  })

  test('nothing accepted reaches a private address, the loopback or all of the world', () => {
    fc.assert(
      fc.property(cidr, (text) => {
        const parsed = parseSource(text)
        if (!parsed.ok) return
        const [first, last] = span(parsed.prefix)
        for (const range of [
          '10.0.0.0/8',
          '172.16.0.0/12',
          '192.168.0.0/16',
          '100.64.0.0/10',
          '127.0.0.0/8',
          '169.254.0.0/16',
          '224.0.0.0/3',
          '0.0.0.0/8',
        ]) {
          const [from, to] = span(range)
          expect(last < from || first > to).toBe(true)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test('nothing but four plain decimal parts is ever accepted', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('0', '1', '2', '9', '.', '/', 'x', ':', ' ', '*') }), (text) => {
        const parsed = parseSource(text)
        return !parsed.ok || /^((0|[1-9]\d{0,2})\.){3}(0|[1-9]\d{0,2})(\/\d+)?$/.test(text.trim())
      }),
      { numRuns: 2_000 },
    )
  })

  test('contains agrees with arithmetic on the first and the last address', () => {
    const nested = cidr.chain((outer) =>
      fc.tuple(
        fc.constant(outer),
        fc.oneof(
          cidr,
          fc.nat(32).map((n) => `${outer.split('/')[0]}/${n}`),
        ),
      ),
    )
    fc.assert(
      fc.property(nested, ([outer, inner]) => {
        const [first, last] = span(outer)
        const [from, to] = span(inner)
        return contains(outer, inner) === (first <= from && to <= last)
      }),
      { numRuns: 1_000 },
    )
  })
})

test('a star contains everything and is contained in nothing less', () => {
  expect(contains('*', '203.0.113.7/32')).toBe(true)
  expect(contains('*', '*')).toBe(true)
  expect(contains('0.0.0.0/0', '*')).toBe(true)
  expect(contains('203.0.113.0/24', '*')).toBe(false)
  expect(contains('203.0.113.0/24', '203.0.113.7')).toBe(true)
})

test.each(['', 'office', 'Internet', '::/0', '203.0.113.0/33', '203.0.113.007'])(
  'what cannot be read (%j) contains nothing and is in nothing',
  (text) => {
    expect(contains(text, '203.0.113.7/32')).toBe(false)
    expect(contains('*', text)).toBe(false)
  },
)

test('a single address is shown without its length', () => {
  expect(showSource('203.0.113.7/32')).toBe('203.0.113.7')
  expect(showSource('203.0.113.0/24')).toBe('203.0.113.0/24')
  expect(showSource('*')).toBe('any address')
})
