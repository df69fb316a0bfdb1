import { actsOn, away, home } from './acts.ts'
import { useJourney } from './use-journey.ts'

const sandbox = useJourney()
const { approved, opened, reachable, textOf } = actsOn(sandbox)

describe.each(['never', 'vm-port', 'vm-port-source'])('O7 where Azure ends older windows by: %s', (newerReplaces) => {
  beforeEach(() => sandbox.api.azure({ newerReplaces }))

  test.each([home, away])(
    'two people on one port, the other from %s: an extension shortens neither',
    async (address) => {
      const emma = await opened('emma', 'web02', '30m')
      const eva = await opened('eva', 'web02', '1h', address)
      const longer = await sandbox.ask('emma', `/jit extend ${emma.id} 1h`)
      await approved(longer, 'emma')
      await sandbox.becomes('emma', emma.status.id, /^Extended/)
      await sandbox.api.advance(40 * 60)
      expect(await reachable('web02')).toBe(true)
      expect(await reachable('web02', address)).toBe(true)
      expect(await textOf('eva', eva.status.id)).toMatch(/^Open until/)
      await sandbox.api.advance(22 * 60)
      await sandbox.becomes('eva', eva.status.id, /^Closed|Window over/)
      expect(await reachable('web02')).toBe(true)
      await sandbox.api.advance(32 * 60)
      await sandbox.becomes('emma', longer.id, /^Closed/)
      await sandbox.becomes('eva', eva.status.id, /^Closed/)
      expect(await reachable('web02')).toBe(false)
    },
    180_000,
  )
})
