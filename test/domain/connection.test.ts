import { commandsFor, connectionFor } from '../../src/domain/connection.ts'

const vm = { os: 'windows', running: true, publicAddress: '20.1.2.3', privateAddress: '10.1.1.4' } as const
const none = new Map<number, number>()
const texts = (...args: Parameters<typeof connectionFor>) => commandsFor(connectionFor(...args)).map(({ text }) => text)

test('A public address is connected to directly', () => {
  expect(connectionFor(vm, {}, [3389, 22], none)).toEqual({
    kind: 'public',
    address: '20.1.2.3',
    os: 'windows',
    running: true,
    ports: [
      { number: 3389, reachedAt: 3389 },
      { number: 22, reachedAt: 22 },
    ],
  })
  expect(texts(vm, {}, [3389, 22, 5986], none)).toEqual(['mstsc /v:20.1.2.3', 'ssh <user>@20.1.2.3', '20.1.2.3:5986'])
})

test('Without a public address it is the private one', () => {
  expect(connectionFor({ os: 'linux', privateAddress: '10.1.1.4' }, undefined, [22], none)).toMatchObject({
    kind: 'private',
    address: '10.1.1.4',
  })
})

test('A3 Behind a firewall it is the address of the firewall and the mapped port', () => {
  const mapped = new Map([
    [3389, 13_389],
    [22, 2_222],
  ])
  const behind = { firewallAddress: '20.9.9.9' }
  expect(connectionFor(vm, behind, [3389], mapped)).toMatchObject({
    kind: 'firewall',
    address: '20.9.9.9',
    ports: [{ number: 3389, reachedAt: 13_389 }],
  })
  expect(texts(vm, behind, [3389, 22, 443], mapped)).toEqual([
    'mstsc /v:20.9.9.9:13389',
    'ssh -p 2222 <user>@20.9.9.9',
    '20.9.9.9:443',
  ])
})

test('A mapped port without a firewall means nothing', () => {
  expect(texts(vm, {}, [22], new Map([[22, 2_222]]))).toEqual(['ssh <user>@20.1.2.3'])
})

test('Where no address is known there is no command to type', () => {
  expect(connectionFor(undefined, undefined, [22], none)).toEqual({
    kind: 'private',
    address: '',
    os: 'unknown',
    ports: [{ number: 22, reachedAt: 22 }],
  })
  expect(texts(undefined, undefined, [22], none)).toEqual([])
})

test('a firewall in another network than the machine is remembered with the connection, and no other is', () => {
  const vm = { os: 'windows', privateAddress: '10.18.1.4', firewallElsewhere: true } as const
  const behind = connectionFor(vm, { firewallAddress: '20.61.5.100' }, [3389], new Map([[3389, 13390]]))
  expect(behind).toMatchObject({ kind: 'firewall', firewallElsewhere: true })
  expect(connectionFor(vm, undefined, [3389], new Map())).not.toHaveProperty('firewallElsewhere')
})
