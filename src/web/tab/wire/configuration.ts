export interface RuleRow {
  readonly port: string
  readonly protocol: string
  readonly sources: string
  readonly maximum: string
}

/** A change of port rules as its author sees it: before and after, and the rows of its form. */
export interface ConfigurationView {
  readonly id: string
  readonly version: number
  readonly verb: 'enable' | 'configure' | 'disable'
  readonly open: boolean
  readonly nothing: boolean
  readonly problems: readonly string[]
  readonly recommended: readonly RuleRow[]
  readonly networks: readonly string[]
  readonly targets: readonly {
    readonly name: string
    readonly before: string
    readonly after: string
    readonly rows: readonly RuleRow[]
    readonly state: 'draft' | 'waiting' | 'done' | 'failed'
    readonly why?: string
  }[]
}
