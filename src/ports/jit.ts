import type { JitPolicyId, VmId } from '../domain/ids.ts'
import type { JitPolicy } from '../domain/jit-policy.ts'
import { type MissingRight, missingRightText } from '../domain/rights/missing-right.ts'
import { noOne } from '../words/reader.ts'
import type { Text } from '../words/text.ts'

/** One call of *initiate*: one VM, its ports, a source, an end. The source is required: without it Azure opens the port to the bot. */
export interface InitiateCall {
  readonly vm: VmId
  readonly ports: readonly number[]
  readonly source: string
  readonly endsAt: number
  /** More in the same call: further sources, and windows of others on the same ports, because Azure may end those when this one begins. */
  readonly carried?: readonly { readonly ports: readonly number[]; readonly source: string; readonly endsAt: number }[]
  /** The request's mark: how the opening is found again after a crash. */
  readonly justification: string
}

/**
 * Azure refused or did not answer as it should. `outcome`: `refused` nothing was done and trying again is useless; `later` nothing was
 * done, try again (after `retryAfterMs` if given); `unknown` it may have been done: look before trying again. `message` is Azure's own, or
 * English; `missing` is there when Azure said which right the bot lacks.
 */
export class AzureError extends Error {
  override readonly name = 'AzureError'
  readonly outcome: 'refused' | 'later' | 'unknown'
  readonly code: string
  readonly status: number | undefined
  readonly retryAfterMs: number | undefined
  readonly missing: MissingRight | undefined
  /** What `message` says, for people. */
  readonly said: Text

  /** A string is what Azure said, told as it is. */
  constructor(
    said: string | Text,
    details: {
      outcome: 'refused' | 'later' | 'unknown'
      code: string
      status?: number
      retryAfterMs?: number
      missing?: MissingRight
      cause?: unknown
    },
  ) {
    const text = typeof said === 'string' ? () => said : said
    super(text(noOne), { cause: details.cause })
    this.said = text
    this.outcome = details.outcome
    this.code = details.code
    this.status = details.status
    this.retryAfterMs = details.retryAfterMs
    this.missing = details.missing
  }

  /** For people: the right that is missing and who gives it, or Azure's own words. */
  get explanation(): Text {
    return this.missing ? missingRightText(this.missing) : this.said
  }
}

/** Defender for Cloud's just-in-time access. Every method throws `AzureError`. */
export interface Jit {
  read(policy: JitPolicyId): Promise<JitPolicy>
  /** Azure's 202: asked for, not yet open. */
  initiate(policy: JitPolicyId, call: InitiateCall): Promise<{ readonly correlationId?: string }>
}
