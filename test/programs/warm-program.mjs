// The bot as `main.js` starts it, in a process that stays loaded when the bot stops and starts the next one: loading takes longer than starting.
import { existsSync } from 'node:fs'
import { openLog } from '../../dist/adapters/log/log.js'
import { startSandbox } from '../../dist/compose-sandbox.js'
import { startReleases } from '../../dist/releases.js'
import { readSettings } from '../../dist/settings.js'

let log
let releases

async function start(environment) {
  const read = readSettings(environment, existsSync)
  if (!read.ok) return { failed: read.problems.join('\n') }
  log = openLog({ level: read.settings.logLevel, format: 'readable' })
  releases = startReleases((name, error) => log.error({ name, err: error }, 'could not be stopped cleanly'))
  try {
    const { url } = await startSandbox(read.settings, log, releases)
    log.info({ mode: 'sandbox' }, `jit-access-bot is ready at ${url}`)
    return { url }
  } catch (error) {
    await releases.all().catch(() => undefined)
    return { failed: String(error?.cause ?? error) }
  }
}

async function stop() {
  try {
    await releases.all()
    return { code: 0 }
  } catch {
    return { code: 1 }
  }
}

process.on('unhandledRejection', (error) => log?.error({ err: error }, 'a promise was left alone; this is a bug'))
// Whoever started us is gone: nobody would end us.
process.on('disconnect', () => process.exit())
process.on('message', async ({ start: environment }) => {
  process.send(environment ? await start(environment) : await stop())
})
