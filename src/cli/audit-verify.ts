import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { segmentWorkers } from '../adapters/postgres/segment-workers.ts'
import { type Segments, verifyLedger } from '../adapters/postgres/verify-ledger.ts'
import { type KeptHead, parseKeptHead } from '../domain/kept-head.ts'
import type { Verification } from '../domain/ledger-chain.ts'
import { ledgerFaultText } from '../domain/ledger-fault.ts'
import { packageFolder } from '../package-folder.ts'
import { noOne } from '../words/reader.ts'
import { withLedger } from './open-ledger.ts'
import type { Say, SubCommand } from './sub-command.ts'
import { verifyFile } from './verify-file.ts'

const options = '[--head <head of a digest>] [--file <export.jsonl>]'

/** Exit code 0: as it was written; 1: names the first bad entry; 2: not understood, or it can not be read. */
export const auditVerify: SubCommand = {
  words: 'audit verify',
  options,
  help: 'checks the whole ledger, or an export of it, and names the first bad entry',
  async run(args, env, say) {
    const asked = readAsked(args)
    if (typeof asked === 'string') {
      say.err(`${asked}\n\n  jit-access-bot audit verify ${options}\n`)
      return 2
    }
    const { file, kept } = asked
    const verification =
      file === undefined
        ? await withLedger(env, say, (database) =>
            onAllCores((segments) => verifyLedger({ database, segments, ...(kept ? { kept } : {}) })),
          )
        : await verifyFile(file, kept)
    return tell(verification, kept, say)
  },
}

async function onAllCores<T>(verify: (segments: Segments) => Promise<T>): Promise<T> {
  const workers = segmentWorkers(join(packageFolder(), 'dist/adapters/postgres/segment-worker.js'))
  try {
    return await verify(workers)
  } finally {
    await workers.stop()
  }
}

function readAsked(args: readonly string[]): { file?: string; kept?: KeptHead } | string {
  try {
    const { head, file } = parseArgs({
      args: [...args],
      options: { head: { type: 'string' }, file: { type: 'string' } },
    }).values
    const kept = head === undefined ? undefined : parseKeptHead(head)
    if (head !== undefined && !kept)
      return `“${head.slice(0, 80)}” is no head: it is what a digest shows, as in 123:<64 hexadecimal digits>, or the digits alone.`
    return { ...(file === undefined ? {} : { file }), ...(kept ? { kept } : {}) }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function tell(verification: Verification, kept: KeptHead | undefined, say: Say): number {
  if (!verification.ok) {
    say.err(
      `The ledger is NOT as it was written. First bad entry: ${verification.seq} (${ledgerFaultText(verification.fault, noOne)}).\n`,
    )
    return 1
  }
  const { entries, head } = verification
  const part = entries === head.seq ? '' : ` (${head.seq - entries + 1} to ${head.seq})`
  const witness = kept ? ' The head that was kept is in it.' : ''
  say.out(`The ledger is as it was written: ${entries} entries${part}, head ${head.hash}${witness && `.${witness}`}\n`)
  if (!kept) say.err('A tail that was cut off shows only against a head that somebody kept: --head, out of a digest.\n')
  return 0
}
