import type { Change, LimitGuard } from '../change.ts'
import type { Job } from '../job.ts'
import type { Actor, LedgerFact } from '../ledger-event.ts'
import { noticeOf } from '../notice.ts'
import type { NoticeKind, Posting } from '../posting.ts'
import type { Request } from '../request.ts'

/** What an event does: a change to store, nothing (it happened already, a quiet success), or a refusal: `standing` says who made it so. */
export type Outcome =
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'same' }
  | { readonly kind: 'refused' }

/** What a change leaves behind besides the new state. */
export interface Effects {
  readonly facts: readonly { readonly actor: Actor; readonly fact: LedgerFact }[]
  readonly jobs?: readonly Job[]
  readonly notices?: readonly NoticeKind[]
  /** The target that the notices speak of, where each has its own. */
  readonly about?: number
  readonly postings?: readonly Posting[]
  readonly guard?: LimitGuard
  readonly coolDownSince?: number
}

export const same: Outcome = { kind: 'same' }

/** What the request is by now does not allow it; `standing` says what that is and who made it so. */
export const refused: Outcome = { kind: 'refused' }

/** The next version of the request with its effects, as one change. */
export function change(next: Request, now: number, effects: Effects): Outcome {
  const request = { ...next, version: next.version + 1 }
  return {
    kind: 'change',
    change: {
      request,
      ...(effects.guard ? { guard: effects.guard } : {}),
      ...(effects.coolDownSince === undefined ? {} : { coolDownSince: effects.coolDownSince }),
      jobs: effects.jobs ?? [],
      postings: [
        ...(effects.postings ?? []),
        ...(effects.notices ?? []).map((notice) => noticeOf(request, notice, effects.about)),
      ],
      ledger: effects.facts.map(({ actor, fact }) => ({
        at: now,
        actor,
        request: request.id,
        policyVersion: request.policyVersion,
        fact,
      })),
    },
  }
}
