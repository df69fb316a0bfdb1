import { openDatabase } from '../../../../src/adapters/postgres/database.ts'
import { startWorker } from '../../../../src/adapters/postgres/worker.ts'
import { handlersThat } from '../handlers.ts'
import { recordingLog } from '../recording-log.ts'

const log = recordingLog()
const database = openDatabase({ url: process.argv[2] ?? '', log })
await startWorker({
  database,
  log,
  handlers: handlersThat(async (job) => {
    process.stdout.write(`holds ${job.kind}\n`)
    await new Promise(() => undefined)
  }),
})
// Whoever started us is gone: nobody would end us.
process.stdin.resume().once('end', () => process.exit())
