import { matchesFilter, parseVms } from '../../../src/bot/text/parse-vms.ts'
import type { Vm } from '../../../src/domain/vm.ts'
import { target } from '../../fixtures.ts'
import { told } from '../../told.ts'

const vm: Vm = {
  id: target().vm,
  name: 'Web01',
  subscription: '11111111-1111-4111-8111-111111111111',
  resourceGroup: 'rg-Web',
  location: 'westeurope',
  os: 'linux',
  tags: { Env: 'Prod', team: 'a=b' },
  jit: { kind: 'not configured' },
}
const matches = (typed: string) => matchesFilter(parseVms(typed).filter)(vm)

test.each([
  ['', { filter: [], page: 1 }],
  ['web', { filter: ['web'], page: 1 }],
  ['configured', { kind: 'configured', filter: [], page: 1 }],
  ['Not Configured web* page 3', { kind: 'not configured', filter: ['web*'], page: 3 }],
  ['not-configured', { kind: 'not configured', filter: [], page: 1 }],
  ['unsupported tag:env=prod rg:rg-web', { kind: 'unsupported', filter: ['tag:env=prod', 'rg:rg-web'], page: 1 }],
  ['configured01', { filter: ['configured01'], page: 1 }],
  ['page 2', { filter: [], page: 2 }],
  ['page 0', { filter: [], page: 1 }],
  ['page -1', { filter: ['page', '-1'], page: 1 }],
  ['page 99999999', { filter: ['page', '99999999'], page: 1 }],
  ['pages', { filter: ['pages'], page: 1 }],
])('%j', (typed, expected) => {
  expect(parseVms(typed)).toEqual(expected)
})

test.each(['tag:', 'rg:', 'tag:=prod', 'a b c d', 'x'.repeat(65)])(
  '%j is a problem that names what is allowed',
  (typed) => {
    expect(told(parseVms(typed))).toMatchObject({ filter: [], problem: expect.stringContaining('tag:env=prod') })
  },
)

test('a part of a name, a glob, a group, a tag; without regard to case; all of them', () => {
  for (const typed of [
    'eb0',
    'WEB01',
    'w?b*',
    'rg:RG-WEB',
    'rg:rg-*',
    'tag:env',
    'tag:env=prod',
    'tag:e*=p*',
    'tag:team=a=b',
  ])
    expect([typed, matches(typed)]).toEqual([typed, true])
  for (const typed of ['web02', 'eb*', 'rg:web', 'tag:env=dev', 'tag:owner', 'web tag:env=dev', 'prod'])
    expect([typed, matches(typed)]).toEqual([typed, false])
})
