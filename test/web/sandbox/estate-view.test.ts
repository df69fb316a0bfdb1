import { rowsAtMost, viewEstate } from '../../../src/web/sandbox/estate-view.ts'
import { openSentence, openSources } from '../../../src/web/sandbox/port-state.ts'
import type { OpenSource, Port, Vm } from '../../../src/web/sandbox/wire.ts'

const nowMs = Date.parse('2026-11-21T14:00:00Z')
const source = (until: string, status = 'Initiated'): OpenSource => ({ source: '203.0.113.7', until, status })
const port = (...open: OpenSource[]): Port => ({ number: 22, protocol: 'TCP', maxMinutes: 60, open })
const vm = (name: string, changes: Partial<Vm> = {}): Vm => ({
  id: name,
  name,
  subscription: 'Production',
  resourceGroup: 'rg-web',
  location: 'westeurope',
  os: 'Linux',
  tags: { env: 'prod' },
  jit: 'configured',
  ports: [port()],
  ...changes,
})

describe('the estate pane', () => {
  test('10,000 VMs give a hundred rows, with the open one among them and first', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => vm(`srv${index}`))
    const view = viewEstate([...many, vm('web01', { ports: [port(source('2026-11-21T15:00:00Z'))] })], '', nowMs)
    expect(view).toMatchObject({ total: 10_001, found: 10_001, shown: rowsAtMost, openPorts: 1 })
    expect(view.groups[0]?.vms[0]?.name).toBe('web01')
    expect(view.groups.flatMap(({ vms }) => vms)).toHaveLength(rowsAtMost)
  })

  test('a search needs every word, in the name, the group or a tag', () => {
    const vms = [vm('web01'), vm('web02', { tags: { env: 'dev' } }), vm('db01')]
    const names = (search: string) =>
      viewEstate(vms, search, nowMs).groups.flatMap((group) => group.vms.map(({ name }) => name))
    expect(names(' WEB  env=dev')).toEqual(['web02'])
    expect(names('rg-web')).toHaveLength(3)
    expect(names('nothing')).toEqual([])
  })

  test('VMs stand under their subscription', () => {
    const view = viewEstate([vm('a'), vm('b', { subscription: 'Development' }), vm('c')], '', nowMs)
    expect(view.groups.map(({ subscription, total }) => [subscription, total])).toEqual([
      ['Production', 2],
      ['Development', 1],
    ])
  })
})

describe('a port', () => {
  test('is open only until its end, and only if Azure did or does it', () => {
    const ended = source('2026-11-21T14:00:00Z')
    const revoked = source('2026-11-21T15:00:00Z', 'Revoked')
    const open = source('2026-11-21T15:00:00Z')
    expect(openSources(port(ended, revoked, open), nowMs)).toEqual([open])
  })

  test('says until when and from where, and "opening" before Azure has done it', () => {
    expect(openSentence(source('2026-11-21T14:04:00Z'), nowMs, 'Europe/Paris')).toBe(
      'open until 15:04 from 203.0.113.7',
    )
    expect(openSentence(source('2026-11-21T14:04:00Z', 'Initiating'), nowMs, 'Europe/Paris')).toMatch(/^opening until/)
  })
})
