import { open } from 'node:fs/promises'
import { type KeptHead, watchForHead } from '../domain/kept-head.ts'
import { finish, startVerification, type Verification, verifyNext } from '../domain/ledger-chain.ts'
import { parseLedgerLine } from '../domain/ledger-line.ts'

/** The verification of an export in JSON Lines, without any database. One of a period begins where the period does. Throws when the file can not be read. */
export async function verifyFile(path: string, kept?: KeptHead): Promise<Verification> {
  const watch = kept && watchForHead(kept)
  let state: ReturnType<typeof startVerification> | undefined
  const file = await open(path)
  try {
    for await (const line of file.readLines()) {
      if (line === '') continue
      const entry = parseLedgerLine(line)
      if (!entry) {
        const seq = (state?.last.seq ?? 0) + 1
        return { ok: false, seq, fault: { kind: 'no entry', entry: seq } }
      }
      state ??= startVerification(entry.seq > 1 ? { seq: entry.seq - 1, hash: entry.previous } : undefined)
      state = verifyNext(state, entry)
      if (state.bad) break
      watch?.see(entry)
    }
  } finally {
    await file.close()
  }
  const chain = finish(state ?? startVerification())
  return watch ? watch.verdict(chain) : chain
}
