import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tokensFrom } from '../../src/adapters/http/tokens.ts'
import { openPolicyFile } from '../../src/adapters/policy-file/policy-file.ts'
import { auditTrail } from '../../src/adapters/postgres/audit-trail.ts'
import { downloadStore } from '../../src/adapters/postgres/downloads.ts'
import { postgresLedger } from '../../src/adapters/postgres/ledger.ts'
import { lookAtDownload, takeDownload } from '../../src/app/fetch-download.ts'
import { offerAuditCsv } from '../../src/app/offer-download.ts'
import { factInFiles } from '../../src/bot/words/fact.ts'
import { membershipOf } from '../../src/domain/access-policy/membership.ts'
import type { AccessPolicy } from '../../src/domain/access-policy/policy.ts'
import { noOne } from '../../src/words/reader.ts'
import type { Text } from '../../src/words/text.ts'
import { toRealTime } from '../adapters/postgres/changes.ts'
import { recordingLog } from '../adapters/postgres/recording-log.ts'
import { adam, emma, must, noon } from '../fixtures.ts'
import { type FreshDatabase, freshDatabase } from '../fresh-database.ts'

let fresh: FreshDatabase
let folder: string
let now: number
beforeEach(async () => {
  fresh = await freshDatabase()
  folder = mkdtempSync(join(tmpdir(), 'jit-policy-'))
  now = noon
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await fresh.drop()
})

const auditors = (...people: string[]) =>
  `version: 1\ntenant: ${emma.id.split('/')[0]}\ngroups:\n  watch: { people: [${people.join(', ')}] }\nauditors: [watch]\nrules: []\n`
const oid = (person: { readonly id: string }) => person.id.split('/')[1] ?? ''

async function depsOn(publicUrl: string | undefined = 'https://jit.example') {
  const stored = { database: fresh.database, toRealTime }
  const path = join(folder, 'policy.yaml')
  writeFileSync(path, auditors(oid(emma)))
  const log = recordingLog()
  const clock = { now: () => now }
  const policy = openPolicyFile({ path, clock, log, onChange: async () => undefined })
  await policy.check()
  const deps = {
    downloads: downloadStore(stored),
    tokens: tokensFrom('secret'),
    trail: auditTrail(stored),
    ledger: postgresLedger(stored),
    policy,
    directory: { membership: (asked: AccessPolicy) => membershipOf(asked) },
    clock,
    log,
    textOf: factInFiles,
    publicUrl: () => publicUrl,
  }
  const become = async (text: string) => {
    writeFileSync(path, text)
    await policy.check()
  }
  return { deps, become, stop: () => policy.stop() }
}
const tokenOf = (url: string | undefined) => must(url?.split('/').at(-1))
const said = (answer: { readonly kind: string; readonly text?: Text }) => `${answer.kind}: ${answer.text?.(noOne)}`
const entriesOf = async (deps: Awaited<ReturnType<typeof depsOn>>['deps']) =>
  (await deps.ledger.latest({ limit: 9 })).map(({ event }) => event)

test('who may not read the ledger any more when the button is pressed gets no file, and the link is not used up', async () => {
  const { deps, become, stop } = await depsOn()
  const offer = await offerAuditCsv(deps, emma, { from: noon - 5, to: noon }, 'last 7 days')
  expect(offer?.url).toMatch(/^https:\/\/jit\.example\/download\/[\w-]{43}$/)
  const token = tokenOf(offer?.url)
  expect(said(await lookAtDownload(deps, token))).toMatch(/^ready: .*last 7 days.*Emma/)
  await become(auditors(oid(adam)))
  expect(said(await takeDownload(deps, token))).toMatch(/^gone: .*any more/)
  expect(await entriesOf(deps)).toEqual([])
  await become(auditors(oid(emma)))
  const taken = await takeDownload(deps, token)
  expect(taken).toMatchObject({ kind: 'file', name: 'ledger-2026-11-23-to-2026-11-23.csv' })
  expect(await entriesOf(deps)).toEqual([
    { at: noon, actor: emma, fact: { type: 'ledger exported', from: noon - 5, to: noon, of: 'last 7 days' } },
  ])
  expect(said(await takeDownload(deps, token))).toMatch(/^gone: .*used already/)
  await stop()
})

test('a link expires to the millisecond, and the token itself is stored nowhere', async () => {
  const { deps, stop } = await depsOn()
  const offer = must(await offerAuditCsv(deps, emma, { to: noon }))
  const token = tokenOf(offer.url)
  const { rows } = await fresh.database.pool.query('select d::text as text from downloads d')
  expect(JSON.stringify(rows)).not.toContain(token)
  now = offer.expiresAt - 1
  expect(await lookAtDownload(deps, token)).toMatchObject({ kind: 'ready' })
  now = offer.expiresAt
  expect(said(await takeDownload(deps, token))).toMatch(/^gone: .*expired/)
  expect(await takeDownload(deps, tokenOf(`${offer.url.slice(0, -1)}_`))).toMatchObject({ kind: 'unknown' })
  await stop()
})

test('without an address for browsers there is no link', async () => {
  const { deps, stop } = await depsOn('')
  expect(await offerAuditCsv({ ...deps, publicUrl: () => undefined }, emma, {})).toBeUndefined()
  await stop()
})
