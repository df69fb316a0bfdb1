export interface MachineBrief {
  readonly id: string
  readonly name: string
  readonly place: string
  readonly os: string
}

export type MachineKind = 'configured' | 'not configured' | 'unsupported'

export interface Machine extends MachineBrief {
  readonly jit: MachineKind
  readonly why?: string
  readonly rules?: string
  readonly running?: boolean
  readonly windows: readonly string[]
  readonly used?: number
  readonly lastUsedAt?: number
}

export interface MachinePage {
  readonly counts: Readonly<Record<MachineKind, number>>
  readonly from: number
  readonly machines: readonly Machine[]
}
