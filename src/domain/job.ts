import { createHash } from 'node:crypto'
import type { ConfigurationId, JitPolicyId, RequestId } from './ids.ts'

/** Work that a change of state causes. Performed by a worker, perhaps twice, perhaps late. `at` in epoch milliseconds; absent: now. */
export type Job =
  | {
      readonly kind: 'open target'
      readonly request: RequestId
      readonly target: number
      readonly policy: JitPolicyId
      readonly at?: number
    }
  | {
      readonly kind: 'verify open'
      readonly request: RequestId
      readonly target: number
      readonly policy: JitPolicyId
      readonly at?: number
    }
  | {
      readonly kind: 'verify closed'
      readonly request: RequestId
      readonly target: number
      readonly policy: JitPolicyId
      readonly at?: number
    }
  | {
      readonly kind: 'close target'
      readonly request: RequestId
      readonly target: number
      readonly policy: JitPolicyId
      readonly at?: number
    }
  | {
      readonly kind: 'configure'
      readonly configuration: ConfigurationId
      readonly policy: JitPolicyId
      /** How often Azure did not take it yet. */
      readonly attempts?: number
      readonly at?: number
    }
  | { readonly kind: 'warn'; readonly request: RequestId; readonly at?: number }
  | { readonly kind: 'lapse'; readonly request: RequestId; readonly at?: number }
  | { readonly kind: 'remind'; readonly request: RequestId; readonly at?: number }
  | { readonly kind: 'escalate'; readonly request: RequestId; readonly at?: number }
  | { readonly kind: 'watch drift'; readonly at?: number }
  | { readonly kind: 'watch channels'; readonly at?: number }
  | { readonly kind: 'deliver'; readonly conversation: string; readonly at?: number }
  | { readonly kind: 'digest'; readonly conversation: string; readonly at?: number }

export type JobKind = Job['kind']

/** A job enqueued again under its key replaces the one that waits. */
export function jobKey(job: Job): string {
  switch (job.kind) {
    case 'open target':
    case 'verify open':
    case 'verify closed':
    case 'close target':
      return `${job.kind}:${job.request}:${job.target}`
    case 'configure':
      return `${job.kind}:${job.configuration}:${job.policy}`
    case 'warn':
    case 'lapse':
    case 'remind':
    case 'escalate':
      return `${job.kind}:${job.request}`
    case 'watch drift':
    case 'watch channels':
      return job.kind
    case 'deliver':
    case 'digest':
      return `${job.kind}:${job.conversation}`
  }
}

/** Jobs of one queue run one after the other: one queue per JIT policy, one per Teams conversation, none for the rest. */
export function jobQueue(job: Job): string | undefined {
  switch (job.kind) {
    case 'open target':
    case 'verify open':
    case 'verify closed':
    case 'close target':
    case 'configure':
      return bounded('jit', job.policy)
    case 'deliver':
    case 'digest':
      return bounded('conversation', job.conversation)
    case 'warn':
    case 'lapse':
    case 'remind':
    case 'escalate':
    case 'watch drift':
    case 'watch channels':
      return undefined
  }
}

/** The job queue takes names of up to 128 characters; ids of Azure and Teams can be longer. */
function bounded(kind: string, id: string): string {
  return id.length <= 100 ? `${kind}:${id}` : `${kind}:${createHash('sha256').update(id).digest('hex')}`
}
