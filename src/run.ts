import { existsSync } from 'node:fs'
import { ensureFree } from './adapters/http/listen.ts'
import { openLog } from './adapters/log/log.ts'
import { startProduction } from './compose-production.ts'
import { startSandbox } from './compose-sandbox.ts'
import { startReleases } from './releases.ts'
import { readSettings } from './settings.ts'

const read = readSettings(process.env, existsSync)
if (!read.ok) {
  for (const problem of read.problems) process.stderr.write(`- ${problem}\n`)
  process.stderr.write(`\njit-access-bot does not start. ${read.advice}\n`)
  process.exit(78)
}
const { settings } = read
const log = openLog({ level: settings.logLevel, format: settings.mode === 'sandbox' ? 'readable' : 'json' })
const releases = startReleases((name, error) => log.error({ name, err: error }, 'could not be stopped cleanly'))

let stopping = false
async function stop(code: number): Promise<void> {
  if (stopping) return
  stopping = true
  // Whatever hangs on the way out does not keep the process: what is durable is in the database already.
  setTimeout(() => process.exit(code || 1), 15_000).unref()
  await releases.all().catch(() => {
    code ||= 1
  })
  process.exit(code)
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(0))
process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise was left alone; this is a bug'))

try {
  await ensureFree(settings.port, settings.host)
  const { url } = await (settings.mode === 'sandbox'
    ? startSandbox(settings, log, releases)
    : startProduction(settings, log, releases))
  log.info({ mode: settings.mode }, `jit-access-bot is ready at ${url}`)
} catch (error) {
  // What has a cause was explained in a sentence; anything else is shown whole.
  const explained = error instanceof Error && error.cause instanceof Error
  if (explained) log.error({ why: (error.cause as Error).message }, error.message)
  else log.error({ err: error }, 'jit-access-bot does not start')
  await stop(1)
}
