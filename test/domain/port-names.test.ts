import fc from 'fast-check'
import { parsePorts, portName } from '../../src/domain/port-names.ts'
import { told } from '../told.ts'

test.each<[string, { number: number; protocol?: string }[]]>([
  ['rdp', [{ number: 3389 }]],
  ['RDP', [{ number: 3389 }]],
  ['ssh', [{ number: 22 }]],
  ['winrm', [{ number: 5985 }, { number: 5986 }]],
  ['https', [{ number: 443 }]],
  ['3389', [{ number: 3389 }]],
  ['tcp/22', [{ number: 22, protocol: 'TCP' }]],
  ['22/tcp', [{ number: 22, protocol: 'TCP' }]],
  ['22/udp', [{ number: 22, protocol: 'UDP' }]],
  ['TCP/ssh', [{ number: 22, protocol: 'TCP' }]],
  ['tcp / 22', [{ number: 22, protocol: 'TCP' }]],
  ['ssh,443', [{ number: 22 }, { number: 443 }]],
  ['ssh, 443', [{ number: 22 }, { number: 443 }]],
  ['ssh 443;rdp', [{ number: 22 }, { number: 443 }, { number: 3389 }]],
  ['22-25', [22, 23, 24, 25].map((number) => ({ number }))],
  ['22–23', [22, 23].map((number) => ({ number }))],
  ['tcp/22-23', [22, 23].map((number) => ({ number, protocol: 'TCP' }))],
  ['22-22', [{ number: 22 }]],
  ['ssh,22,22-22', [{ number: 22 }]],
  ['22,tcp/22', [{ number: 22, protocol: 'TCP' }]],
  ['tcp/22,udp/22', [{ number: 22, protocol: '*' }]],
  ['1,65535', [{ number: 1 }, { number: 65_535 }]],
])('%j is understood', (text, ports) => {
  expect(parsePorts(text)).toEqual({ ok: true, ports })
})

test.each([
  ['', /missing/],
  [' , ', /missing/],
  ['abc', /"abc" is not a port/],
  ['constructor', /is not a port/],
  ['0', /from 1 to 65535/],
  ['65536', /from 1 to 65535/],
  ['999999999999', /is not a port/],
  ['0-5', /from 1 to 65535/],
  ['-22', /is not a port/],
  ['22-', /is not a port/],
  ['2.2', /is not a port/],
  ['tcp', /is not a port/],
  ['tcp/', /is not a port/],
  ['tcp/22/tcp', /is not a port/],
  ['icmp/22', /is not a port/],
  ['ssh,abc', /"abc" is not a port/],
  ['25-22', /write 22-25/],
  ['22-42', /21 ports: .* at most 20/],
  ['1-10,11-25', /more than 20 ports/],
  ['x'.repeat(20_000), /is not a port/],
])('%j is refused', (text, says) => {
  const parsed = told(parsePorts(text))
  expect(parsed.ok ? '' : parsed.text).toMatch(says)
  expect(parsed.ok ? '' : parsed.text.length).toBeLessThan(300)
})

test('each port once, between 1 and 65535, at most 20, whatever is typed', () => {
  const word = fc.oneof(
    fc.constantFrom('rdp', 'ssh', 'winrm', 'tcp/22', '22/udp', 'abc'),
    fc.integer({ min: -5, max: 70_000 }).map(String),
    fc.tuple(fc.nat(70_000), fc.nat(25)).map(([from, more]) => `${from}-${from + more}`),
  )
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const parsed = parsePorts(words.join(','))
      if (!parsed.ok) return
      const numbers = parsed.ports.map((port) => port.number)
      expect(new Set(numbers).size).toBe(numbers.length)
      expect(numbers.length).toBeLessThanOrEqual(20)
      expect(numbers.every((number) => number >= 1 && number <= 65_535)).toBe(true)
    }),
  )
})

test('a port is read back from the name that it is shown by', () => {
  for (const number of [22, 80, 443, 3389, 5985, 5986]) {
    const parsed = parsePorts(portName(number) ?? '')
    expect(parsed.ok && parsed.ports.map((port) => port.number)).toContain(number)
  }
  expect(portName(8443)).toBeUndefined()
})
