import { matches, matchesVm } from '../../../src/domain/access-policy/matches.ts'
import type { Condition } from '../../../src/domain/access-policy/policy.ts'
import { vm } from './samples.ts'

const web = vm('Web01', { tags: { Env: 'Prod', team: 'shop' }, resourceGroup: 'RG-Web' })

describe('a condition', () => {
  test.each<[Condition['vm'], boolean]>([
    [undefined, true],
    [{}, true],
    [{ names: ['web*'] }, true],
    [{ names: ['db*', 'WEB0?'] }, true],
    [{ names: ['web'] }, false],
    [{ names: [] }, false],
    [{ tags: { env: ['prod'] } }, true],
    [{ tags: { env: ['dev', 'prod'], TEAM: ['shop'] } }, true],
    [{ tags: { env: ['prod'], team: ['bank'] } }, false],
    [{ tags: { env: ['pro'] } }, false],
    [{ tags: { zone: ['prod'] } }, false],
    [{ resourceGroups: ['rg-web'] }, true],
    [{ resourceGroups: ['rg-we'] }, false],
    [{ subscriptions: ['11111111-1111-4111-8111-111111111111'] }, true],
    [{ subscriptions: ['22222222-2222-4222-8222-222222222222'] }, false],
    [{ names: ['web*'], resourceGroups: ['other'] }, false],
  ])('%j: %p', (condition, expected) => {
    expect(matchesVm(condition === undefined ? {} : { vm: condition }, web)).toBe(expected)
  })

  test('may be about ports; with no port yet it then does not match', () => {
    expect(matches({ ports: [22, 3389] }, web, 22)).toBe(true)
    expect(matches({ ports: [22] }, web, 3389)).toBe(false)
    expect(matches({ ports: [22] }, web, undefined)).toBe(false)
    expect(matches({}, web, undefined)).toBe(true)
  })
})
