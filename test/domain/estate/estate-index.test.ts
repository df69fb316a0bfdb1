import fc from 'fast-check'
import { buildEstateIndex } from '../../../src/domain/estate/estate-index.ts'
import { withAdded } from '../../../src/domain/estate/with-added.ts'
import { globMatches } from '../../../src/domain/glob.ts'
import { parseVmId } from '../../../src/domain/ids.ts'
import type { Vm } from '../../../src/domain/vm.ts'
import { must } from '../../fixtures.ts'

const subscription = '11111111-1111-4111-8111-111111111111'

function vm(name: string, resourceGroup = 'rg'): Vm {
  const id = must(
    parseVmId(
      `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.Compute/virtualMachines/${name}`,
    ),
  )
  return {
    id,
    name,
    subscription,
    resourceGroup,
    location: 'westeurope',
    os: 'linux',
    tags: {},
    jit: { kind: 'not configured' },
  }
}

const estate = buildEstateIndex(
  [vm('web02'), vm('db01'), vm('Web01'), vm('api01', 'rg-blue'), vm('api01', 'rg-green'), vm('oldweb'), vm('wxb03')],
  7,
)
const names = (found: readonly Vm[]) => found.map(({ name }) => name)

test('by id, by name without regard to case, and all sorted', () => {
  expect(estate.get(vm('Web01').id)?.name).toBe('Web01')
  expect(estate.get(vm('nothing').id)).toBeUndefined()
  expect(names(estate.named('WEB01'))).toEqual(['Web01'])
  expect(estate.named('api01').map((found) => found.resourceGroup)).toEqual(['rg-blue', 'rg-green'])
  expect(estate.named('web')).toEqual([])
  expect(estate.named('')).toEqual([])
  expect(names(estate.all())).toEqual(['api01', 'api01', 'db01', 'oldweb', 'Web01', 'web02', 'wxb03'])
  expect(estate.loadedAt()).toBe(7)
})

test('by glob', () => {
  expect(names(estate.matching('web*'))).toEqual(['Web01', 'web02'])
  expect(names(estate.matching('*WEB*'))).toEqual(['oldweb', 'Web01', 'web02'])
  expect(names(estate.matching('w?b0?'))).toEqual(['Web01', 'web02', 'wxb03'])
  expect(estate.matching('nothing*')).toEqual([])
})

test('T3 swapped letters are what was most likely meant', () => {
  expect(names(estate.suggest('wbe01', 1))).toEqual(['Web01'])
  const tempting = buildEstateIndex([vm('wbe02'), vm('web01'), vm('abe01'), vm('wbe1')], 0)
  expect(names(tempting.suggest('wbe01', 4))[0]).toBe('web01')
})

test('suggestions: fewest changes first, then names that begin so or have it in them', () => {
  expect(names(estate.suggest('web03', 9)).slice(0, 3)).toEqual(['Web01', 'web02', 'wxb03'])
  expect(names(estate.suggest('api', 9))).toEqual(['api01', 'api01'])
  expect(names(estate.suggest('web', 1))).toEqual(['Web01'])
  expect(estate.suggest('zzzzzzzz', 9)).toEqual([])
  expect(estate.suggest('', 9)).toEqual([])
  expect(estate.suggest('x'.repeat(20_000), 9)).toEqual([])
})

test('type-ahead: names that begin so, then names that have it in them, none twice', () => {
  expect(names(estate.complete('web', 9))).toEqual(['Web01', 'web02', 'oldweb'])
  expect(names(estate.complete(' WEB0', 9))).toEqual(['Web01', 'web02'])
  expect(names(estate.complete('01', 9))).toEqual(['api01', 'api01', 'db01', 'Web01'])
  expect(names(estate.complete('web', 2))).toEqual(['Web01', 'web02'])
  expect(names(estate.complete('', 3))).toEqual(['api01', 'api01', 'db01'])
  expect(estate.complete('\n', 9)).toHaveLength(7)
  expect(estate.complete('b\nw', 9)).toEqual([])
})

test('type-ahead shows only what is allowed, and fills up with what is', () => {
  const allowed = (found: Vm) => found.name !== 'Web01'
  expect(names(estate.complete('web', 2, allowed))).toEqual(['web02', 'oldweb'])
  expect(estate.complete('web', 2, () => false)).toEqual([])
})

test('a newer reading of one VM takes its place everywhere', () => {
  const changing = buildEstateIndex([vm('a'), vm('b')], 0)
  changing.replace({ ...vm('b'), os: 'windows' })
  changing.replace(vm('c'))
  expect(changing.named('b')[0]?.os).toBe('windows')
  expect(changing.get(vm('b').id)?.os).toBe('windows')
  expect(names(changing.all())).toEqual(['a', 'b'])
})

test('an empty estate answers everything', () => {
  const empty = buildEstateIndex([], undefined)
  expect([empty.named('a'), empty.matching('*'), empty.suggest('abc', 3), empty.complete('', 3), empty.all()]).toEqual([
    [],
    [],
    [],
    [],
    [],
  ])
  expect(empty.loadedAt()).toBeUndefined()
})

test('agrees with a plain search through the list', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'B', '-', '1'), minLength: 1, maxLength: 5 })
  const typed = fc.string({ unit: fc.constantFrom('a', 'B', '1', '-'), maxLength: 3 })
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { selector: (name) => name.toLowerCase() }),
      typed,
      fc.nat(6),
      (list, part, limit) => {
        const vms = list.map((name) => vm(name))
        const index = buildEstateIndex(vms, 0)
        const sorted = list.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
        const has = (name: string, at: (lower: string) => boolean) => at(name.toLowerCase())
        const starts = sorted.filter((name) => has(name, (lower) => lower.startsWith(part.toLowerCase())))
        const holds = sorted.filter((name) =>
          has(name, (lower) => lower.includes(part.toLowerCase()) && !lower.startsWith(part.toLowerCase())),
        )
        expect(names(index.complete(part, limit))).toEqual([...starts, ...holds].slice(0, limit))
        for (const name of list) expect(names(index.named(name))).toEqual([name])
        expect(names(index.matching(`${part}*`))).toEqual(sorted.filter((name) => globMatches(`${part}*`, name)))
        for (const found of index.suggest(part, 99)) expect(list).toContain(found.name)
      },
    ),
    { numRuns: 500 },
  )
})

describe('for somebody who may not know of every VM', () => {
  const known = (found: Vm) => found.name !== 'Web01'

  test('only what they may know of, and it is asked once for each VM', () => {
    let asked = 0
    const counting = (found: Vm) => {
      asked++
      return known(found)
    }
    expect(names(estate.complete('web', 9, undefined, counting))).toEqual(['web02', 'oldweb'])
    expect(asked).toBe(7)
    expect(names(estate.complete('', 2, (found) => found.name !== 'db01', counting))).toEqual(['api01', 'api01'])
    expect(names(estate.among(counting))).toEqual(['api01', 'api01', 'db01', 'oldweb', 'web02', 'wxb03'])
    expect(asked).toBe(7)
  })

  test('agrees with asking of each VM', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'B', '1'), minLength: 1, maxLength: 4 })
    const typed = fc.string({ unit: fc.constantFrom('a', 'B', '1'), maxLength: 2 })
    fc.assert(
      fc.property(
        fc.uniqueArray(word),
        fc.infiniteStream(fc.boolean()),
        typed,
        fc.nat(5),
        (list, coin, part, limit) => {
          const secret = new Set(list.filter(() => coin.next().value))
          const index = buildEstateIndex(
            list.map((name) => vm(name)),
            0,
          )
          const told = (found: Vm) => !secret.has(found.name)
          expect(names(index.complete(part, limit, undefined, told))).toEqual(names(index.complete(part, limit, told)))
        },
      ),
    )
  })
})

test('who may know of a VM is asked again when its tags are others', () => {
  const index = buildEstateIndex([vm('a'), vm('b')], 0)
  const open = (found: Vm) => found.tags.secret === undefined
  expect(names(index.among(open))).toEqual(['a', 'b'])
  index.replace({ ...vm('b'), tags: { secret: 'yes' } })
  expect(names(index.among(open))).toEqual(['a'])
})

test('VMs that were found after the reading are found like all others', () => {
  const both = withAdded(estate, [vm('web03'), vm('Web01'), vm('aweb')])
  expect(both.get(vm('web03').id)?.name).toBe('web03')
  expect(names(both.named('WEB03'))).toEqual(['web03'])
  expect(names(both.named('web01'))).toEqual(['Web01'])
  expect(names(both.matching('web*'))).toEqual(['Web01', 'web02', 'web03'])
  expect(names(both.complete('web', 4))).toEqual(['Web01', 'web02', 'web03', 'aweb'])
  expect(names(both.suggest('web33', 1))).toEqual(['web03'])
  expect(both.all()).toHaveLength(estate.all().length + 2)
  expect(names(both.among((found) => found.name.startsWith('web')))).toEqual(['web02', 'web03'])
  expect(both.loadedAt()).toBe(7)
  both.replace({ ...vm('web03'), os: 'windows' })
  expect(both.named('web03')[0]?.os).toBe('windows')
  expect(both.all().find(({ name }) => name === 'web03')?.os).toBe('windows')
})
