import type { Reader } from '../words/reader.ts'

/** What is wrong with a chain, as data: it may be found on another thread. */
export type LedgerFault =
  | { readonly kind: 'changed' | 'missing' | 'misplaced'; readonly entry: number }
  /** It does not follow `last` as that is now. */
  | { readonly kind: 'unlinked'; readonly entry: number; readonly last: number }
  | { readonly kind: 'cut'; readonly last: number; readonly head: number }
  | { readonly kind: 'beyond head'; readonly entry: number; readonly head: number }
  | { readonly kind: 'not the head' | 'chained anew'; readonly entry: number }
  | { readonly kind: 'head before'; readonly head: number; readonly first: number }
  /** Of a head whose place was not told. */
  | { readonly kind: 'no such head'; readonly last: number }
  | { readonly kind: 'kept head cut'; readonly last: number; readonly head: number }
  | { readonly kind: 'no head' }
  | { readonly kind: 'never chained'; readonly entries: number; readonly seconds: number }
  | { readonly kind: 'no entry'; readonly entry: number }

/** For the auditor, as a part of a sentence. */
export function ledgerFaultText(fault: LedgerFault, { words: { ledger: text } }: Reader): string {
  switch (fault.kind) {
    case 'changed':
    case 'missing':
    case 'misplaced':
    case 'not the head':
    case 'chained anew':
    case 'no entry':
      return text[fault.kind](fault.entry)
    case 'unlinked':
      return text.unlinked(fault.entry, fault.last)
    case 'cut':
    case 'kept head cut':
      return text[fault.kind](fault.last, fault.head)
    case 'beyond head':
      return text['beyond head'](fault.entry, fault.head)
    case 'head before':
      return text['head before'](fault.head, fault.first)
    case 'no such head':
      return text['no such head'](fault.last)
    case 'no head':
      return text['no head']
    case 'never chained':
      return text['never chained'](fault.entries, fault.seconds)
    default:
      return fault satisfies never
  }
}
