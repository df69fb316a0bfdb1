export interface PolicyView {
  readonly kind: 'policy' | 'none'
  readonly why?: string
  readonly version?: string
  readonly networks?: readonly string[]
  readonly rules?: number
  readonly stale?: boolean
  readonly text?: string
  readonly problems?: readonly { readonly line?: number; readonly message: string }[]
}

export interface Explained {
  readonly targets: readonly string[]
  readonly version: string
  readonly allowed: boolean
  readonly problems: readonly string[]
  readonly notes: readonly string[]
  readonly refusals: readonly string[]
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly advice: readonly string[]
  /** What to type to be allowed. */
  readonly line?: string
}
