import { startEmbedded } from '../../../../src/adapters/postgres/embedded.ts'
import { recordingLog } from '../recording-log.ts'

const { url } = await startEmbedded({ directory: process.argv[2] ?? '', log: recordingLog() })
process.stdout.write(`${url}\n`)
// Whoever started us is gone: nobody would end us.
process.stdin.resume().once('end', () => process.exit())
