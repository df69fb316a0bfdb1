import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { breakGlassStore } from '../src/adapters/postgres/break-glass.ts'
import { openDatabase } from '../src/adapters/postgres/database.ts'
import { startEmbedded } from '../src/adapters/postgres/embedded.ts'
import { postgresLedger } from '../src/adapters/postgres/ledger.ts'
import { outbox } from '../src/adapters/postgres/outbox.ts'
import { requestStore } from '../src/adapters/postgres/request-store.ts'
import { segmentWorkers } from '../src/adapters/postgres/segment-workers.ts'
import { verifyLedger } from '../src/adapters/postgres/verify-ledger.ts'
import { makeDigest } from '../src/app/make-digest.ts'
import { packageFolder } from '../src/package-folder.ts'
import { startAzureSimulator } from '../src/simulator/azure/start-azure-simulator.ts'
import { appId, issuer, startTeamsWire, tenantId } from '../test/adapters/teams/teams-wire.ts'
import { fillStore } from './fill-store.ts'
import { load, type Measured } from './load.ts'
import { median, startReport } from './report.ts'
import { askingPeople, bindApprovals, quiet, saying, start, writePolicy } from './stage.ts'

/**
 * A year of a large company in the store: what it costs. Two bots, one on a store with nothing in it and one on the full one, take
 * turns. `BENCH_REQUESTS` makes it smaller; with other numbers the bars are not those of the design.
 */
const count = Number(process.env.BENCH_REQUESTS ?? 1_000_000)
const week = 7 * 86_400_000
const folder = mkdtempSync(join(tmpdir(), 'jit-bench-store-'))
// The database server runs as a user of its own where we are root, and has to read what it copies.
chmodSync(folder, 0o755)
const { note, report } = startReport()

const server = await startEmbedded({ directory: join(folder, 'postgres'), log: quiet })
const full = server.url
const empty = full.replace(/\/postgres$/, '/empty')
await ask(full, 'create database empty')

const database = openDatabase({ url: full, log: quiet })
await database.migrate()
const began = performance.now()
const filled = await fillStore(full, folder, count, Date.now())
const fillS = (performance.now() - began) / 1000
console.log(
  `${filled.requests} requests with ${filled.entries} ledger entries are in the store after ${Math.round(fillS)} s.`,
)

const deps = {
  ledger: postgresLedger({ database }),
  store: requestStore({ database, toRealTime: (at) => new Date(at) }),
  breakGlass: breakGlassStore({ database }),
  outbox: outbox({ database }),
}
const digests: number[] = []
for (let i = 0; i < 5; i++) {
  const to = Date.now()
  const from = performance.now()
  const { counts } = await makeDigest(deps, { from: to - week, to, zone: 'Europe/Paris' })
  digests.push((performance.now() - from) / 1000)
  if (counts.submitted === 0) throw new Error('the digest is of an empty week')
}
note(`weekly digest, ${filled.entries} entries in the ledger`, median(digests), 's', '≤ 2', median(digests) <= 2)

const rates: number[] = []
const segments = segmentWorkers(join(packageFolder(), 'dist/adapters/postgres/segment-worker.js'))
for (let i = 0; i < 3; i++) {
  const from = performance.now()
  const verification = await verifyLedger({ database, segments })
  if (!verification.ok) throw new Error(verification.fault.kind)
  rates.push(verification.entries / ((performance.now() - from) / 1000))
}
await segments.stop()
note('audit verify', median(rates), 'entries/s', '≥ 100000', median(rates) >= 100_000)
await database.close()

const wire = await startTeamsWire()
const azure = await startAzureSimulator({ now: Date.now, vms: 4_000 })
const common = {
  METADATA_URL: wire.metadataUrl,
  ISSUER: issuer,
  APP_ID: appId,
  TENANT_ID: tenantId,
  AZURE_URL: azure.url,
  POLICY: writePolicy(folder),
}
const bots = {
  empty: { ...(await start('bench/bot.js', { ...common, DATABASE: empty })), database: empty },
  full: { ...(await start('bench/bot.js', { ...common, DATABASE: full })), database: full },
}
type Which = keyof typeof bots
const requests = { empty: askingPeople(wire.url), full: askingPeople(wire.url) }
const turns = (which: Which, howMany: number, atOnce: number) =>
  load(wire, bots[which].url, requests[which](howMany), atOnce, () => allIsDelivered(bots[which].database))
const reading = (which: Which) =>
  load(
    wire,
    bots[which].url,
    Array.from({ length: 200 }, (_, i) => saying(wire.url, i % 200, '/jit mine')),
    1,
  )

const rounds: Record<Which, { busy: Measured; alone: Measured; mine: Measured }>[] = []
for (const which of ['empty', 'full'] as const) {
  await bindApprovals(wire, bots[which].url)
  await turns(which, 300, 8)
}
for (let i = 0; i < 5; i++) {
  // Now the one first, now the other, so that whatever else the machine does hits both.
  const order: Which[] = i % 2 === 0 ? ['empty', 'full'] : ['full', 'empty']
  const round: Partial<(typeof rounds)[number]> = {}
  for (const which of order) {
    round[which] = { busy: await turns(which, 600, 24), alone: await turns(which, 150, 1), mine: await reading(which) }
  }
  rounds.push(round as (typeof rounds)[number])
}
const of = (read: (round: (typeof rounds)[number]) => number) => median(rounds.map(read))
const p50 = of(({ empty, full }) => full.alone.p50Ms / empty.alone.p50Ms)
const time = of(({ empty, full }) => empty.busy.perSecond / full.busy.perSecond)
note(`request turn with ${filled.requests} past requests, p50 against the empty store`, p50, '×', '≤ 1.2', p50 <= 1.2)
note(
  `request turn with ${filled.requests} past requests, time under load against the empty store`,
  time,
  '×',
  '≤ 1.2',
  time <= 1.2,
)
note(
  'request turn, empty store, p50',
  of((r) => r.empty.alone.p50Ms),
  'ms',
  'shown',
  true,
)
note(
  'request turn, full store, p50',
  of((r) => r.full.alone.p50Ms),
  'ms',
  'shown',
  true,
)
note(
  'request turn, empty store, turns a second',
  of((r) => r.empty.busy.perSecond),
  '1/s',
  'shown',
  true,
)
note(
  'request turn, full store, turns a second',
  of((r) => r.full.busy.perSecond),
  '1/s',
  'shown',
  true,
)
note(
  '“/jit mine”, empty store, p50',
  of((r) => r.empty.mine.p50Ms),
  'ms',
  'shown',
  true,
)
note(
  '“/jit mine”, full store, p50',
  of((r) => r.full.mine.p50Ms),
  'ms',
  'shown',
  true,
)

for (const { child } of Object.values(bots)) child.kill()
await azure.close()
await wire.close()
await server.stop()
report()
rmSync(folder, { recursive: true, force: true })

async function allIsDelivered(url: string): Promise<void> {
  for (;;) {
    const [left] = await ask(url, 'select count(*)::integer as count from postings where shown < wanted')
    if (left?.count === 0) return
  }
}

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
