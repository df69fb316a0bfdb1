import { type Digest, digestTypes, startDigest } from '../domain/digest.ts'
import { standingOf } from '../domain/standing-windows.ts'
import type { BreakGlassStore } from '../ports/break-glass-store.ts'
import type { Ledger } from '../ports/ledger.ts'
import type { Outbox, RequestStore } from '../ports/store.ts'
import { unsignedGlass } from './loud-cards.ts'

/** So many open requests are looked at; the digest says when there are more. */
const looked = 500

/** The digest of a period, out of the ledger, with what stands open now. Reads each entry of the period once, in pages. */
export async function makeDigest(
  deps: {
    readonly ledger: Ledger
    readonly store: RequestStore
    readonly breakGlass: BreakGlassStore
    readonly outbox: Outbox
  },
  { from, to, zone }: { readonly from: number; readonly to: number; readonly zone: string },
): Promise<Digest> {
  const { ledger, store } = deps
  const head = await ledger.head()
  const digest = startDigest(from, to, zone)
  for await (const entry of ledger.read({ from, to, types: digestTypes })) digest.add(entry)
  for (const request of digest.unexplained()) {
    for await (const entry of ledger.read({ request })) digest.learn(entry)
  }
  const open = await store.list({ states: ['open', 'closing'], limit: looked + 1 })
  return digest.finish(head, standingOf(open.slice(0, looked), open.length > looked), await unsignedGlass(deps, to))
}
