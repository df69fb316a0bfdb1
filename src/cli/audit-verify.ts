import { join } from 'node:path'
import { openLog } from '../adapters/log/log.ts'
import { openDatabase } from '../adapters/postgres/database.ts'
import { startEmbedded } from '../adapters/postgres/embedded.ts'
import { verifyLedger } from '../adapters/postgres/verify-ledger.ts'
import type { Say, SubCommand } from './sub-command.ts'

/** Exit code 0: as it was written; 1: names the first bad entry; 2: the database can not be read. */
export const auditVerify: SubCommand = {
  words: 'audit verify',
  help: 'checks the whole ledger and names the first bad entry',
  run: (_args, env, say) => verify(env, say),
}

async function verify(env: Readonly<Record<string, string | undefined>>, say: Say): Promise<number> {
  const log = openLog({ level: 'error', format: 'readable', write: say.err })
  // The bot's other settings do not matter here: an auditor needs no app id to check a ledger.
  const own = env.DATABASE_URL
    ? undefined
    : await startEmbedded({ directory: join(env.DATA_DIR ?? './data', 'postgres'), log })
  const database = openDatabase({ url: env.DATABASE_URL ?? own?.url ?? '', log })
  try {
    const verification = await verifyLedger({ database })
    if (verification.ok) {
      say.out(`The ledger is as it was written: ${verification.entries} entries, head ${verification.head.hash}\n`)
      return 0
    }
    say.err(`The ledger is NOT as it was written. First bad entry: ${verification.seq} (${verification.why}).\n`)
    return 1
  } catch (error) {
    say.err(`The ledger can not be read: ${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  } finally {
    await database.close()
    await own?.stop()
  }
}
