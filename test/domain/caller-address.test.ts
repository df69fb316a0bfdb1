import fc from 'fast-check'
import { callerAddress } from '../../src/domain/caller-address.ts'
import { told } from '../told.ts'

const seen = (socket: string | undefined, forwardedFor?: string, proxies = 0) =>
  told(callerAddress({ socket, forwardedFor }, proxies))
const home = { kind: 'address', prefix: '203.0.113.7/32', shown: '203.0.113.7' }
const anything = fc.string({ maxLength: 200 })
const octet = fc.nat(255)
const ipv4 = fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.'))

describe('T6 without a proxy', () => {
  test('the socket tells, and whatever the header claims is nobody’s business', () => {
    fc.assert(
      fc.property(fc.oneof(anything, ipv4), (claimed) => {
        expect(seen('203.0.113.7', claimed)).toEqual(home)
      }),
    )
  })

  test.each(['::ffff:203.0.113.7', '::ffff:cb00:7107'])('%s is an IPv4 address', (socket) => {
    expect(seen(socket)).toEqual(home)
  })

  test('no socket is no address', () => {
    expect(seen(undefined)).toMatchObject({ kind: 'unknown', text: expect.stringContaining('Type the public IPv4') })
    expect(seen('')).toMatchObject({ kind: 'unknown' })
  })
})

describe('T6 behind proxies, counted from the right', () => {
  test('what a caller claims is further left and never counts, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anything, ipv4), { maxLength: 6 }), fc.integer({ min: 1, max: 5 }), (claims, n) => {
        const between = Array.from({ length: n - 1 }, (_, i) => `10.0.0.${i}`)
        const header = [...claims, '203.0.113.7', ...between].join(', ')
        expect(seen('127.0.0.1', header, n)).toEqual(home)
      }),
    )
  })

  test('the socket, which is a proxy’s, never counts', () => {
    expect(seen('198.51.100.9', '203.0.113.7', 1)).toEqual(home)
    expect(seen('198.51.100.9', undefined, 1)).toMatchObject({ kind: 'unknown' })
    expect(seen('198.51.100.9', '', 1)).toMatchObject({ kind: 'unknown' })
  })

  test('fewer entries than proxies: somebody came past one of them, so that nothing is believed', () => {
    expect(seen('127.0.0.1', '203.0.113.7', 2)).toMatchObject({ kind: 'unknown' })
    expect(seen('127.0.0.1', ' , ', 2)).toMatchObject({ kind: 'unknown' })
  })

  test.each([
    '203.0.113.7:51234',
    ' 203.0.113.7 ',
    '"203.0.113.7"',
    '[::ffff:203.0.113.7]:443',
    '[::ffff:203.0.113.7]',
    '::FFFF:203.0.113.7',
  ])('%s is read', (entry) => {
    expect(seen('127.0.0.1', `evil, ${entry}`, 1)).toEqual(home)
  })

  test.each([
    'unknown',
    '_hidden',
    '203.0.113',
    '203.0.113.7.9',
    '0xcb007107',
    '3405803783',
    '203.0.113.007',
    '203.0.113.7/24',
    '203.0.113.7:port',
    '[203.0.113.7',
    '203.0.113.7 198.51.100.1',
    'a'.repeat(10_000),
    `${' '.repeat(200)}203.0.113.7`,
  ])('%s is not an address', (entry) => {
    expect(seen('127.0.0.1', entry, 1)).toMatchObject({ kind: 'unknown' })
  })

  test('nothing breaks it, and what comes out is a public IPv4 address or a sentence', () => {
    fc.assert(
      fc.property(fc.option(anything, { nil: undefined }), fc.option(anything), fc.nat(10), (socket, header, n) => {
        const found = seen(socket, header ?? undefined, n)
        if (found.kind === 'address') expect(found.prefix).toMatch(/^\d+\.\d+\.\d+\.\d+\/32$/)
        else expect(found.text).toMatch(/Type the public IPv4 address/)
      }),
    )
  })
})

describe('T6 addresses to which no port can be opened', () => {
  test.each([
    ['10.1.2.3', 'private'],
    ['172.31.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'private'],
    ['127.0.0.1', 'reserved'],
    ['169.254.1.1', 'reserved'],
    ['224.0.0.1', 'reserved'],
    ['240.0.0.1', 'reserved'],
    ['0.0.0.0', 'everything'],
    ['255.255.255.255', 'reserved'],
    ['::ffff:10.0.0.1', 'private'],
  ])('%s is %s', (address, problem) => {
    const found = seen(address)
    expect(found).toMatchObject({ kind: 'unusable', problem })
    expect(found).toMatchObject({ text: expect.stringContaining('not an address of the internet') })
  })

  test.each(['::1', 'fe80::1%eth0', 'fc00::1', 'ff02::1', '::'])('%s is not public', (address) => {
    expect(seen(address)).toMatchObject({ kind: 'unusable', problem: 'not public' })
  })

  test.each(['2a01:4f8::7', '[2a01:4f8::7]:443'])('%s: what IPv6 means here is explained', (address) => {
    expect(seen('127.0.0.1', address, 1)).toMatchObject({
      kind: 'unusable',
      problem: 'IPv6',
      shown: '2a01:4f8::7',
      text: expect.stringMatching(/takes IPv4 alone.*Type the public IPv4 address/),
    })
  })
})
