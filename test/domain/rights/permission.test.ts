import fc from 'fast-check'
import { allows, type Permission } from '../../../src/domain/rights/permission.ts'

const permission = (actions: string[], notActions: string[] = []): Permission => ({ actions, notActions })
const vmRead = 'Microsoft.Compute/virtualMachines/read'
const nics = 'Microsoft.Network/networkInterfaces/*/read'

test.each([
  ['*', vmRead],
  ['*/read', vmRead],
  ['Microsoft.Compute/*', vmRead],
  ['Microsoft.Compute/*/read', vmRead],
  ['Microsoft.Compute/virtualMachines/*', vmRead],
  ['Microsoft.Compute/virtualMachines/*/read', vmRead],
  ['microsoft.compute/VIRTUALMACHINES/read', vmRead],
  ['*/read', nics],
  ['Microsoft.Network/*', nics],
  [nics, nics],
  [nics, 'Microsoft.Network/networkInterfaces/read'],
  [nics, 'Microsoft.Network/networkInterfaces/ipConfigurations/read'],
])('%s gives %s', (held, action) => {
  expect(allows([permission([held])], action)).toBe(true)
})

test.each([
  ['Microsoft.Compute/virtualMachines/read', 'Microsoft.Compute/virtualMachines/write'],
  ['Microsoft.Compute/virtualMachines', vmRead],
  ['Microsoft.Compute/virtualMachine?/read', vmRead],
  ['Microsoft.Compute.virtualMachines.read', vmRead],
  ['*/write', vmRead],
  ['', vmRead],
  // Less than all that the wanted pattern stands for.
  ['Microsoft.Network/networkInterfaces/read', nics],
  ['Microsoft.Network/networkInterfaces/ipConfigurations/read', nics],
])('%j does not give %s', (held, action) => {
  expect(allows([permission([held])], action)).toBe(false)
})

test('nothing held gives nothing', () => {
  expect(allows([], vmRead)).toBe(false)
  expect(allows([permission([])], vmRead)).toBe(false)
})

test('what is left out of one assignment is not given by it, but may be by another', () => {
  const contributor = permission(['*'], ['Microsoft.Compute/*/read'])
  expect(allows([contributor], vmRead)).toBe(false)
  expect(allows([contributor, permission([vmRead])], vmRead)).toBe(true)
  expect(allows([permission([vmRead]), contributor], vmRead)).toBe(true)
  expect(allows([permission(['*'], ['Microsoft.Network/networkInterfaces/ipConfigurations/read'])], nics)).toBe(false)
})

test('another assignment never takes a right away', () => {
  const patterns = fc.constantFrom('*', '*/read', vmRead, nics, 'Microsoft.Compute/*', 'Microsoft.Network/*/delete')
  const permissions = fc.array(fc.record({ actions: fc.array(patterns), notActions: fc.array(patterns) }))
  fc.assert(
    fc.property(permissions, permissions, patterns, (some, more, action) => {
      if (allows(some, action)) {
        expect(allows([...some, ...more], action)).toBe(true)
        expect(allows([...more, ...some], action)).toBe(true)
      }
    }),
  )
})
