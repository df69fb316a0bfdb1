export interface Me {
  readonly person: { readonly id: string; readonly name: string }
  readonly admin: boolean
  readonly auditor: boolean
  /** May read which uses of break-glass nobody has signed for. */
  readonly reviewer: boolean
  readonly breakGlass: boolean
  readonly now: number
  readonly zone: string
  readonly sandbox: boolean
  readonly policy: { readonly kind: 'policy' } | { readonly kind: 'none'; readonly why: string }
}
