import type { ChainHead, Verification } from './ledger-chain.ts'
import type { LedgerFault } from './ledger-fault.ts'

/** A head of the ledger as somebody kept it outside the database (a digest in a channel). Without `seq` its place is not known. */
export interface KeptHead {
  readonly seq?: number
  readonly hash: string
}

/** `123:<hash>`, as digests have it, or the hash alone; undefined if it is neither. */
export function parseKeptHead(text: string): KeptHead | undefined {
  const parts = /^(?:(\d{1,15})\s*:\s*)?([0-9a-f]{64})$/i.exec(text.trim())
  if (!parts?.[2]) return undefined
  const hash = parts[2].toLowerCase()
  return parts[1] === undefined ? { hash } : { seq: Number(parts[1]), hash }
}

/**
 * Looks for a kept head among entries whose chain holds: whoever cuts the tail, or chains everything anew, can make the rest fit but
 * not this hash. `verdict` is what the chain alone gave.
 */
export function watchForHead(kept: KeptHead) {
  let found: number | undefined
  let instead: ChainHead | undefined
  return {
    see({ seq, hash }: ChainHead): void {
      if (hash === kept.hash && (kept.seq === undefined || kept.seq === seq)) found = seq
      if (seq === kept.seq && hash !== kept.hash) instead = { seq, hash }
    },
    verdict(verification: Verification): Verification {
      if (!verification.ok || found !== undefined || kept.seq === 0) return verification
      const { entries, head } = verification
      const first = head.seq - entries + 1
      if (instead) return { ok: false, seq: instead.seq, fault: { kind: 'chained anew', entry: instead.seq } }
      if (kept.seq !== undefined && kept.seq < first)
        return {
          ok: false,
          seq: kept.seq,
          fault: { kind: 'head before', head: kept.seq, first },
        }
      const last = head.seq
      const fault: LedgerFault =
        kept.seq === undefined ? { kind: 'no such head', last } : { kind: 'kept head cut', last, head: kept.seq }
      return { ok: false, seq: last + 1, fault }
    },
  }
}
