/** What the API answers to `address/look`. */
export interface Looked {
  readonly for: {
    readonly kind: 'remember' | 'form' | 'command' | 'request'
    readonly text: string
    readonly old?: string
  }
  readonly seen: Seen
  /** So many other people confirmed the same address of late. */
  readonly others: number
  /** Where the access policy lets the person in, if it does not take every address. */
  readonly from: { readonly machines: readonly string[]; readonly ranges: readonly string[] } | null
  /** Names that can be typed in the place of addresses. */
  readonly networks: readonly string[]
  readonly leftSeconds: number
  readonly appId: string
}

export type Seen =
  | { readonly kind: 'address'; readonly shown: string }
  | { readonly kind: 'unusable' | 'unknown'; readonly text: string; readonly shown?: string }
