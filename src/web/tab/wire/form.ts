export interface Favourite {
  readonly vm: string
  readonly name: string
  readonly ports: readonly number[]
  readonly title: string
}

export interface FormMachine {
  readonly vm: string
  readonly name: string
  readonly place: string
  readonly os: string
  readonly jit: string
  readonly chosen: readonly number[]
  readonly rules: readonly { readonly number: number; readonly text: string; readonly maxMs: number }[]
}

/** What the form needs to know of the machines that are chosen. */
export interface FormView {
  readonly machines: readonly FormMachine[]
  readonly maxMs?: number
  readonly durationsMs?: readonly number[]
  readonly approvals?: readonly string[]
  readonly reason?: { readonly required: boolean; readonly hint?: string }
  readonly networks: readonly string[]
  readonly source?: string
  readonly problems: readonly string[]
}

/** A break-glass to confirm: nothing is open yet. `effects` are sentences. */
export interface PreparedGlass {
  readonly id: string
  readonly machines: readonly string[]
  readonly source: string
  readonly durationMs: number
  readonly reason: string
  readonly effects: readonly string[]
  readonly expiresAt: number
}
