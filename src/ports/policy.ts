import type { AccessPolicy } from '../domain/access-policy/policy.ts'

/** One thing wrong with a policy file. Lines and columns count from 1. */
export interface PolicyProblem {
  readonly line?: number
  readonly column?: number
  readonly message: string
}

/** The access policy in force, or why there is none. `problems`: the file as it is now does not load, the last good one stays in force. */
export type PolicyInForce =
  | { readonly kind: 'policy'; readonly policy: AccessPolicy; readonly problems: readonly PolicyProblem[] }
  | { readonly kind: 'none'; readonly why: string; readonly problems: readonly PolicyProblem[] }

export interface PolicySource {
  current(): PolicyInForce
  /** The file as it was loaded, comments and all; undefined: none is in force. Absent: there is no file. */
  readonly text?: () => string | undefined
}
