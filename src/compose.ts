import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { azureActivityLog } from './adapters/azure/activity-log.ts'
import { startEstate } from './adapters/azure/estate.ts'
import { readEstate } from './adapters/azure/estate-reader.ts'
import { azureGraph } from './adapters/azure/graph.ts'
import { azureJit } from './adapters/azure/jit.ts'
import { azureJitConfiguration } from './adapters/azure/jit-configuration.ts'
import { jitRecords } from './adapters/azure/jit-records.ts'
import { lookUpOnce } from './adapters/azure/look-up-once.ts'
import { azureNetwork } from './adapters/azure/network.ts'
import { azureCheck } from './adapters/azure/ready.ts'
import { securityClients } from './adapters/azure/security-clients.ts'
import { vmLookUpSteps } from './adapters/azure/vm-look-up.ts'
import { azureVmPresence } from './adapters/azure/vm-presence.ts'
import { openMetrics } from './adapters/http/metrics.ts'
import { type Mount, startServer } from './adapters/http/server.ts'
import { addressBook } from './adapters/postgres/address-book.ts'
import { addressPages } from './adapters/postgres/address-pages.ts'
import { auditTrail } from './adapters/postgres/audit-trail.ts'
import { bindingStore } from './adapters/postgres/bindings.ts'
import { breakGlassStore } from './adapters/postgres/break-glass.ts'
import { channelLanguages } from './adapters/postgres/channel-languages.ts'
import { channelStates } from './adapters/postgres/channel-states.ts'
import { configurationStore } from './adapters/postgres/configurations.ts'
import { openDatabase } from './adapters/postgres/database.ts'
import { databaseClock } from './adapters/postgres/database-clock.ts'
import { delegationStore } from './adapters/postgres/delegations.ts'
import { digests } from './adapters/postgres/digests.ts'
import { driftStore } from './adapters/postgres/drifts.ts'
import { jobQueue } from './adapters/postgres/jobs.ts'
import { postgresLedger } from './adapters/postgres/ledger.ts'
import { outbox } from './adapters/postgres/outbox.ts'
import { peopleStore } from './adapters/postgres/people.ts'
import { requestStore } from './adapters/postgres/request-store.ts'
import { startSealer } from './adapters/postgres/sealer.ts'
import { seenActivities } from './adapters/postgres/seen-activities.ts'
import { sourceStore } from './adapters/postgres/sources.ts'
import { welcomes } from './adapters/postgres/welcomes.ts'
import { startWorker } from './adapters/postgres/worker.ts'
import { botSurface } from './adapters/teams/bot-surface.ts'
import { startAfterwards } from './afterwards.ts'
import { learnAllNames } from './app/learn-names.ts'
import { notingDeliveries } from './app/note-deliveries.ts'
import { jobHandlers } from './app/perform-jobs.ts'
import { readers } from './app/readers.ts'
import { withPolicyVersion } from './app/with-policy-version.ts'
import { type CardName, cardNames, cardsFrom } from './bot/cards/expand.ts'
import { createChat } from './bot/chat.ts'
import { cardRender } from './bot/render.ts'
import { composeFiles } from './compose-files.ts'
import { composePages } from './compose-pages.ts'
import { startPolicy } from './compose-policy.ts'
import { requestIdFrom } from './domain/ids.ts'
import { packageFolder } from './package-folder.ts'
import type { Log } from './ports/log.ts'
import type { Releases } from './releases.ts'
import { repeat } from './repeat.ts'
import type { Settings } from './settings.ts'
import type { Surroundings } from './surroundings.ts'

const root = packageFolder()

/** The bot between its surroundings: chooses adapters, wires them, starts them. Everything started is registered for release. */
export async function startBot(
  settings: Settings,
  surroundings: Surroundings,
  { log, releases, mounts }: { readonly log: Log; readonly releases: Releases; readonly mounts: readonly Mount[] },
) {
  const { clock, azure, teams } = surroundings
  const { zone, language } = settings
  const metrics = openMetrics()

  const database = openDatabase({ url: surroundings.databaseUrl, log })
  releases.add('database', () => database.close())
  await database.migrate()
  const sealer = startSealer({ database, log })
  releases.add('sealer', () => sealer.stop())
  const wall = await databaseClock({ database, clock, log })
  const stored = { database, toRealTime: wall.toRealTime }
  const store = requestStore(stored)
  const ledger = postgresLedger(stored)
  const jobs = jobQueue(stored)
  const unstamped = {
    ledger,
    outbox: outbox(stored),
    bindings: bindingStore(stored),
    channels: channelStates(stored),
    sources: sourceStore(stored),
    configurations: configurationStore(stored),
    digests: digests(stored),
    drifts: driftStore(stored),
  }

  const clients = securityClients(azure)
  const azureSources = { graph: azureGraph(azure), clients, log, now: clock.now, ...surroundings.estate }
  const watch = startEstate({
    read: (signal, before) => readEstate(azureSources, signal, before),
    clock,
    log,
    refreshMs: settings.estateRefreshMs,
  })
  releases.add('estate', () => watch.stop())
  await watch.refresh()
  const { estate } = watch
  const lookUp = lookUpOnce({ steps: vmLookUpSteps(azureSources), add: (vms) => watch.add(vms), now: clock.now })
  const calls = {
    clients,
    log,
    onRead: watch.learn,
    onCall: ({ operation, outcome }: { readonly operation: string; readonly outcome: string }) =>
      metrics.azureCall(operation, outcome),
  }
  const jit = azureJit(calls)
  const jitConfiguration = azureJitConfiguration(calls)
  const network = azureNetwork({ access: azure, log, onCall: calls.onCall })
  const activityLog = azureActivityLog({ access: azure, log, onCall: calls.onCall })

  const surface = await botSurface({
    language,
    ...teams,
    addressBook: addressBook(stored),
    seen: seenActivities(stored),
    welcomes: welcomes(stored),
    clock,
    log,
    metrics,
  })
  const { groupsRememberedMs } = settings
  const watched = { roster: surface.roster, ...unstamped, log, groupsRememberedMs }
  const { policy, directory } = await startPolicy(surroundings, watched, releases)
  const writers = withPolicyVersion(policy, unstamped)

  const cardsFor = cardsFrom(readCards())
  const files = await composeFiles(settings, stored)
  const newRequestId = () => requestIdFrom(randomBytes(5))
  const { sourceRememberedMs, verifyTimeoutMs } = settings
  const stopping = new AbortController()
  releases.add('watch for drift', () => stopping.abort())
  const shared = {
    ...writers,
    jitConfiguration,
    store,
    jobs,
    jit,
    network,
    policy,
    directory,
    estate,
    lookUp,
    addressPages: addressPages({ database }),
    trustedProxies: settings.trustedProxies,
    breakGlass: breakGlassStore(stored),
    delegations: delegationStore(stored),
    roster: surface.roster,
    activityLog,
    presence: azureVmPresence(azure),
    records: jitRecords({ clients, log, estate, signal: stopping.signal }),
    clock,
    log,
    people: peopleStore({ database }),
    zone,
    language,
    languages: channelLanguages(stored),
    cardsFor,
    trail: auditTrail(stored),
    ...files.parts,
  }
  const afterwards = startAfterwards((error) => log.warn({ err: error }, 'work was given up that nobody waits for'))
  releases.add('cards under way', () => afterwards.finish())
  afterwards.add(() => learnAllNames(shared))
  const messenger = notingDeliveries(surface.messenger, shared, afterwards.add)
  const shows = { messenger, renderFor: cardRender(shared), readers: readers({ ...shared, messenger }) }
  const handlers = jobHandlers({ ...shared, ...shows, verifyTimeoutMs })
  const worker = await startWorker({ database, handlers, log, concurrency: settings.workerConcurrency })
  releases.add('worker', () => worker.stop())
  await jobs.enqueue([
    { kind: 'watch drift', at: clock.now() + 20_000 },
    { kind: 'watch channels', at: clock.now() + 60_000 },
  ])
  releases.add('messages under way', () => surface.stop())
  releases.add(
    'repair',
    repeat(
      10_000,
      () => writers.outbox.repair(10_000),
      (error) => log.warn({ err: error }, 'undelivered messages could not be looked for'),
    ),
  )
  releases.add(
    'database clock',
    repeat(
      10_000,
      () => wall.look(),
      (error) => log.warn({ err: error }, 'the clock of the database could not be read'),
    ),
  )
  metrics.watchClock(wall.skewMs)
  metrics.watchOpenWindows(async () => (await store.list({ states: ['open', 'closing'], limit: 10_000 })).length)

  const sandbox = settings.mode === 'sandbox'
  const talk = {
    ...shared,
    ...shows,
    afterwards: afterwards.add,
    newRequestId,
    sourceRememberedMs,
    startAheadMs: settings.startAheadMs,
    sandbox,
  }
  const chat = createChat(talk)
  const site = composePages(settings, surroundings, talk, { database, book: addressBook(stored) })
  const bot = surface.answering(chat)
  const server = await startServer({
    port: settings.port,
    host: settings.host,
    messages: (call) => bot.process(call),
    checks: {
      database: () => database.ping(),
      jobs: async () => {
        if (!worker.healthy()) throw new Error('the job worker does not run')
      },
      azure: azureCheck(azure),
    },
    metrics,
    log,
    mounts: [...mounts, ...files.mounts(shared), ...site.mounts],
    pages: site.pages,
    ...(sandbox ? { home: '/sandbox/' } : {}),
  })
  releases.add('server', () => server.close())
  files.listensAt(server.url)
  return { url: server.url, database, worker }
}

function readCards(): Record<CardName, string> {
  const texts = cardNames.map((name) => [name, readFileSync(join(root, 'cards', `${name}.json`), 'utf8')])
  return Object.fromEntries(texts) as Record<CardName, string>
}
