import type { ChatParts } from '../src/bot/command.ts'
import { composePages } from '../src/compose-pages.ts'
import { cloudNames } from '../src/domain/cloud.ts'
import { productionSurroundings } from '../src/production-surroundings.ts'
import { readSettings } from '../src/settings.ts'
import type { Surroundings } from '../src/surroundings.ts'

const id = 'b07b07b0-0000-4000-8000-0000000000b0'
// Nothing of these is called: it is looked at what is served, and to whom.
const nothing = {} as never

async function pagesIn(env: Readonly<Record<string, string>>) {
  const read = readSettings(env)
  if (!read.ok) throw new Error(read.problems.join())
  const { settings } = read
  const surroundings =
    settings.mode === 'production'
      ? await productionSurroundings(settings)
      : {
          teams: { identity: { appId: id }, tenants: [id] },
          pages: {
            authority: { issuerOf: () => '', keysOf: () => 'http://127.0.0.1:1/' },
            framedBy: ["'self'"],
            connectTo: [],
          },
        }
  const talk = {
    log: nothing,
    estate: nothing,
    clock: { now: () => 0 },
    cardsFor: () => nothing,
    language: 'en',
    zone: 'UTC',
  }
  return composePages(settings, surroundings as unknown as Surroundings, talk as unknown as ChatParts, nothing).pages
}

test.each(cloudNames)(
  'H1: production in %s has the pages of Teams, for Teams alone, and none of the sandbox',
  async (cloud) => {
    const env = { CLOUD: cloud, MICROSOFT_APP_ID: id, MICROSOFT_APP_TENANT_ID: id, ALLOWED_TENANTS: id }
    const pages = await pagesIn({ ...env, MICROSOFT_APP_PASSWORD: 'abc8Q~reallysecret' })
    const sites = pages.framedBy('tab') ?? []
    expect(sites.length).toBeGreaterThan(0)
    for (const site of sites) expect(site).toMatch(/^https:\/\/[\w*.-]*(cloud\.microsoft|teams\.microsoft\.(com|us))$/)
    expect(pages.framedBy('address')).toEqual(sites)
    for (const page of ['sandbox', '', 'index.html', '..', 'toString']) expect(pages.framedBy(page)).toBeUndefined()
  },
)

test('the sandbox shows the pages of Teams in its own frames, and is itself in nobody’s', async () => {
  const pages = await pagesIn({})
  expect([pages.framedBy('tab'), pages.framedBy('sandbox'), pages.connectTo]).toEqual([["'self'"], [], []])
})
