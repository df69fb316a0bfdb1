/** What the sandbox API answers, as JSON. Times are ISO strings in the sandbox's own time. */

export interface Person {
  readonly id: string
  readonly name: string
  readonly role: string
  /** The public IPv4 address of this person's own machine. */
  readonly address: string
  /** Of their Teams, BCP 47. */
  readonly locale: string
}

export interface Conversation {
  readonly id: string
  readonly name: string
  readonly kind: 'personal' | 'channel'
}

/** The JSON of an Adaptive Card, unread and untrusted. */
export type CardJson = Readonly<Record<string, unknown>>

export interface Message {
  readonly id: string
  readonly from: { readonly id: string; readonly name: string; readonly bot: boolean }
  readonly at: string
  readonly edited: boolean
  readonly text?: string
  readonly card?: CardJson
  readonly summary?: string
  /** Nobody else sees it. */
  readonly onlyYou?: true
}

/** The button that is pressed; `forge` pins the exact button where its name is not unique on the card. */
export interface Press {
  readonly action: string
  readonly inputs: Readonly<Record<string, string>>
  readonly forge?: { readonly verb?: string; readonly data?: unknown }
}

export interface PressAnswer {
  readonly status: number
  readonly body?: {
    readonly statusCode?: number
    readonly type?: string
    readonly value?: unknown
    readonly task?: Task
  } | null
}

/** What a dialog shows next, or the words with which it ends. */
export type DialogStep =
  | { readonly type: 'message'; readonly value: string }
  | {
      readonly type: 'continue'
      readonly value: { readonly title?: string; readonly card?: { readonly content?: CardJson } }
    }

/** What a dialog shows: a page, or a sentence. */
export type Task =
  | {
      readonly type: 'continue'
      readonly value: { readonly title: string; readonly url: string; readonly width: number; readonly height: number }
    }
  | { readonly type: 'message'; readonly value: string }

export interface Suggestion {
  readonly title: string
  readonly value: string
}

export interface OpenSource {
  readonly source: string
  readonly until: string
  readonly status: string
}

export interface Port {
  readonly number: number
  readonly protocol: string
  readonly maxMinutes: number
  readonly open: readonly OpenSource[]
}

export interface Vm {
  readonly id: string
  readonly name: string
  readonly subscription: string
  readonly resourceGroup: string
  readonly location: string
  readonly os: string
  readonly tags?: Readonly<Record<string, string>>
  readonly power?: string
  readonly privateIp?: string
  readonly publicIp?: string | null
  readonly jit: 'configured' | 'not configured' | 'unsupported'
  readonly why?: string
  readonly ports: readonly Port[]
}

export interface Reach {
  readonly reachable: boolean
  readonly rule: { readonly name: string; readonly priority: number; readonly access: string } | null
}

export interface Change {
  readonly what: 'message' | 'estate' | 'clock' | 'places'
  readonly conversation?: string
}
