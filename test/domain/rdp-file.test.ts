import fc from 'fast-check'
import { hasRdp, rdpFile, rdpFileName } from '../../src/domain/rdp-file.ts'
import type { Connection } from '../../src/domain/request.ts'
import { anyText } from '../any-text.ts'

const connection: Connection = {
  kind: 'firewall',
  address: '20.61.5.100',
  os: 'windows',
  ports: [
    { number: 22, reachedAt: 22 },
    { number: 3389, reachedAt: 13389 },
  ],
}

test('the address with the port that is reached, and nothing lent that was not asked for', () => {
  const text = rdpFile(connection) ?? ''
  expect(text).toMatch(/^full address:s:20\.61\.5\.100:13389\r\n/)
  expect(text.split('\r\n').slice(0, -1)).toContain('prompt for credentials:i:1')
  for (const line of text.trimEnd().split('\r\n')) expect(line).toMatch(/^[a-z ]+:[is]:[\d.:]*$/)
})

test('none without the port, or where the address is none', () => {
  expect(rdpFile({ ...connection, ports: [{ number: 22, reachedAt: 22 }] })).toBeUndefined()
  for (const address of ['', 'host', '1.2.3.4\r\nalternate shell:s:cmd', '::1']) {
    expect(rdpFile({ ...connection, address })).toBeUndefined()
    expect(hasRdp({ ...connection, address })).toBe(false)
  }
  for (const reachedAt of [0, -1, 65_536, 1.5, Number.NaN])
    expect(rdpFile({ ...connection, ports: [{ number: 3389, reachedAt }] })).toBeUndefined()
})

test('a file name of letters, digits, dots and hyphens, whatever the machine is called', () => {
  expect(rdpFileName('web01')).toBe('web01.rdp')
  expect(rdpFileName('../../etc/passwd"; x\r\n')).toBe('etc-passwd---x--.rdp')
  fc.assert(
    fc.property(anyText({ maxLength: 200 }), (name) => {
      expect(rdpFileName(name)).toMatch(/^[A-Za-z0-9][A-Za-z0-9.-]{0,63}\.rdp$/)
    }),
  )
})
