import { machineLists } from '../../src/api/machine-lists.ts'
import { matchesFilter } from '../../src/bot/text/parse-vms.ts'
import { buildEstateIndex } from '../../src/domain/estate/estate-index.ts'
import { withAdded } from '../../src/domain/estate/with-added.ts'
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

test('what was found is remembered until a machine changes', () => {
  const estate = buildEstateIndex(many, 1)
  const lists = machineLists(estate)
  const before = lists(all, ['srv00'], 'configured', first).lists
  expect(lists(all, ['SRV00'], 'configured', first).lists).toBe(before)
  estate.replace(vm('srv0002', configured))
  expect(names(lists(all, ['srv00'], 'configured', first).shown)).toEqual(['srv0001', 'srv0002', 'srv0003'])
  expect(lists(all, ['srv00'], 'not configured', first).lists['not configured']).toHaveLength(49)
})

test('machines that were added to the estate, or taken out of it, are found and are not', () => {
  let estate = buildEstateIndex(many.slice(0, 4), 1)
  const lists = machineLists({ ...estate, among: (known) => estate.among(known) })
  expect(names(lists(all, ['0000'], 'not configured', first).shown)).toEqual(['srv0000'])
  estate = buildEstateIndex([...many.slice(1, 4), vm('srv0000b', configured)], 1)
  expect(names(lists(all, ['0000'], 'not configured', first).shown)).toEqual([])
  expect(names(lists(all, ['0000'], 'configured', first).shown)).toEqual(['srv0000b'])
  const more = withAdded(estate, [vm('a0000', configured)])
  estate = more
  expect(names(lists(all, ['0000'], 'configured', first).shown)).toEqual(['a0000', 'srv0000b'])
  expect(more.among(all)).toBe(more.among(all))
  more.replace(vm('a0000'))
  expect(names(lists(all, ['0000'], 'configured', first).shown)).toEqual(['srv0000b'])
  more.replace(vm('srv0000b'))
  expect(names(lists(all, ['0000'], 'not configured', first).shown)).toEqual(['a0000', 'srv0000b'])
})

test('every filter finds what a look at each machine finds', () => {
  const odd = [vm('db01'), vm('DB02', configured), vm('weird-db', configured), vm('b'), vm('bdb', configured)]
  const lists = machineLists(buildEstateIndex([...odd, ...many.slice(0, 50)], 1))
  const sorted = buildEstateIndex([...odd, ...many.slice(0, 50)], 1).all()
  for (const words of [
    'b',
    'db',
    'DB0',
    'srv*1',
    '*db*',
    'd?0*',
    'rg:rg',
    'tag:env=dev b',
    'b d',
    'db rg:other',
    'v*4 00',
  ])
    for (const kind of ['configured', 'not configured'] as const) {
      const wanted = sorted.filter((each) => each.jit.kind === kind && matchesFilter(words.split(' '))(each))
      const { shown } = lists(all, words.split(' '), kind, { from: 0, to: 100 })
      expect([words, names(shown)]).toEqual([words, names(wanted)])
    }
})
