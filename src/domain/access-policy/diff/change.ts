import type { Difference } from './answer.ts'
import type { MachineKind } from './machine-kinds.ts'
import type { PersonKind } from './person-kinds.ts'

/** One difference, for these people and on these machines and ports. `anyPort`: it is the same for every port that was tried. */
export interface Change extends Difference {
  readonly people: readonly PersonKind[]
  readonly places: readonly { readonly machines: readonly MachineKind[]; readonly ports: readonly number[] }[]
  /** When it is so; absent: at all times. */
  readonly times?: readonly string[]
  /** After it nobody at all has access there. */
  readonly nobody: boolean
}

/** Somebody who may do more or less than before, whatever the machine. */
export interface RoleChange {
  readonly role: 'admin' | 'auditor' | 'approver' | 'break-glass' | 'reviewer'
  readonly gained: readonly PersonKind[]
  readonly lost: readonly PersonKind[]
}

export interface Comparison {
  readonly changes: readonly Change[]
  readonly roles: readonly RoleChange[]
  /** What changes, but not how for whom, a sentence each. */
  readonly changedBesides: readonly string[]
  /** What is not known here, a sentence each: there may be more changes. */
  readonly notCompared: readonly string[]
  readonly machines: readonly MachineKind[]
  /** The last one stands for every port that no rule names. */
  readonly ports: readonly number[]
}
