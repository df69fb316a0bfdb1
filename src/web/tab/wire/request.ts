/** What the API answers, as JSON. Times in epoch milliseconds of the bot's clock. Words are in the reader's zone already. */

export type Tone = 'accent' | 'good' | 'warning' | 'attention' | 'emphasis'

export interface TargetView {
  readonly vm: string
  readonly name: string
  readonly resourceGroup: string
  readonly ports: readonly string[]
  readonly numbers: readonly number[]
  readonly status: string
  readonly endsAt?: number
  readonly openedAt?: number
  readonly closing?: true
  readonly commands: readonly string[]
  readonly rdp?: string
}

export interface RequestView {
  readonly id: string
  readonly version: number
  readonly state: string
  readonly tone: Tone
  readonly status: string
  readonly title: string
  readonly requester: { readonly id: string; readonly name: string }
  readonly own: boolean
  readonly decided: boolean
  readonly reason: string
  readonly source: string
  readonly sourceWords: string
  readonly durationMs: number
  readonly submittedAt: number
  readonly startsAt?: number
  readonly lapsesAt?: number
  readonly waiting?: string
  readonly awaited?: readonly string[]
  readonly endsAt?: number
  readonly extends?: string
  /** The address that it was open to before; no time is added by that. */
  readonly movedFrom?: string
  readonly breakGlass?: true
  readonly rules: readonly string[]
  readonly targets: readonly TargetView[]
  readonly history: readonly string[]
  readonly notes: readonly string[]
  readonly can: {
    readonly decide: boolean
    readonly cancel: boolean
    readonly close: boolean
    /** The address may have changed. */
    readonly move: boolean
    readonly breakGlass: boolean
    readonly sign: boolean
    readonly retry: boolean
    readonly again: boolean
    readonly extendMs: readonly number[]
  }
  readonly shorterMs: readonly number[]
}

export interface RequestList {
  readonly now: number
  readonly requests: readonly RequestView[]
}

export interface PastRequests {
  readonly requests: readonly RequestView[]
  readonly next?: string
}
