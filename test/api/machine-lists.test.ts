import { machineLists } from '../../src/api/machine-lists.ts'
import { buildEstateIndex } from '../../src/domain/estate/estate-index.ts'
import { parseVmId } from '../../src/domain/ids.ts'
import type { Vm } from '../../src/domain/vm.ts'

function vm(name: string, jit: Vm['jit'] = { kind: 'not configured' }): Vm {
  const id = parseVmId(`/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/${name}`)
  if (!id) throw new Error(name)
  return { id, name, subscription: 's', resourceGroup: 'rg', location: 'x', os: 'linux', tags: { env: 'dev' }, jit }
}
const configured: Vm['jit'] = { kind: 'configured', covers: [] }
const many = Array.from({ length: 5_000 }, (_, i) =>
  vm(`srv${String(i).padStart(4, '0')}`, i % 2 ? configured : undefined),
)
const all = () => true
const first = { from: 0, to: 3 }
const names = (vms: readonly Vm[]) => vms.map(({ name }) => name)

test('little and much are in the same order, whether the index finds it or a look at everything', () => {
  const estate = buildEstateIndex([...many, vm('xsrv0001', configured)], 1)
  const lists = machineLists(estate)
  expect(names(lists(all, ['srv'], 'configured', first).shown)).toEqual(['srv0001', 'srv0003', 'srv0005'])
  expect(names(lists(all, ['srv000'], 'configured', { from: 0, to: 9 }).shown)).toEqual(
    names(lists(all, ['*srv000*'], 'configured', { from: 0, to: 9 }).shown),
  )
  expect(names(lists(all, ['0001'], 'configured', first).shown)).toEqual(['srv0001', 'xsrv0001'])
  expect(lists(all, [], 'configured', first).lists.configured).toHaveLength(2_501)
})

test('what one person may know is never shown to another who asks for the same', () => {
  const lists = machineLists(buildEstateIndex(many, 1))
  const one = (each: Vm) => each.name === 'srv0001'
  expect(lists(all, [], 'configured', first).lists.configured).toHaveLength(2_500)
  expect(names(lists(one, [], 'configured', first).shown)).toEqual(['srv0001'])
  expect(names(lists(one, ['srv'], 'configured', first).shown)).toEqual(['srv0001'])
})

test('a machine that was configured a moment ago is in its new list', () => {
  const estate = buildEstateIndex(many, 1)
  const lists = machineLists(estate)
  expect(names(lists(all, [], 'not configured', first).shown)).toEqual(['srv0000', 'srv0002', 'srv0004'])
  estate.replace(vm('srv0002', configured))
  const after = lists(all, [], 'not configured', first)
  expect(names(after.shown)).toEqual(['srv0000', 'srv0004', 'srv0006'])
  expect(after.lists.configured).toHaveLength(2_501)
})

test('a look at everything is remembered for a minute and not longer', () => {
  let elapsed = 0
  let looks = 0
  const index = buildEstateIndex(many, 1)
  const among = (known: (vm: Vm) => boolean) => {
    looks++
    return index.among(known)
  }
  const lists = machineLists({ ...index, among }, () => elapsed)
  for (let i = 0; i < 20; i++) lists(all, [], 'configured', first)
  expect(looks).toBe(1)
  elapsed = 60_001
  lists(all, [], 'configured', first)
  expect(looks).toBe(2)
})
