import type { AdminNews } from '../domain/admin-news.ts'
import type { Delegation } from '../domain/delegation.ts'
import type { Digest } from '../domain/digest.ts'
import type { OutsideWindow } from '../domain/drift.ts'
import type { PersonId } from '../domain/ids.ts'
import type { Configuration } from '../domain/jit-configuration/configuration.ts'
import type { Person } from '../domain/person.ts'
import type { PolicyDrift, VmGone } from '../domain/policy-drift.ts'
import type { Audience, NoticeKind } from '../domain/posting.ts'
import type { Request } from '../domain/request.ts'
import type { RuleDrift } from '../domain/rule-drift.ts'
import type { Reader } from '../words/reader.ts'
import type { OutgoingMessage } from './messenger.ts'

/** Pure; implemented by `src/bot`. */
export type RenderFor = (reader: Reader) => Render

/** Messages that the outbox shows one reader, made from what is stored at that moment. */
export interface Render {
  /** `viewers`: whose clients ask for a view of their own, by person; the Teams adapter puts Teams' ids there. */
  requestCard(request: Request, audience: Audience, viewers?: readonly PersonId[]): OutgoingMessage
  /**
   * Undefined where it is no longer worth telling (a notice before an end that is past), unless it is `posted` already. `mention`: whom it
   * is for, where others read it too. `cardLink`: to the approvers' card.
   */
  notice(
    request: Request,
    notice: NoticeKind,
    how: { readonly posted: boolean; readonly mention?: Person; readonly cardLink?: string },
  ): OutgoingMessage | undefined
  configurationCard(configuration: Configuration): OutgoingMessage
  digest(digest: Digest): OutgoingMessage
  /** `untold`: for whoever is away, because whoever stands in can not be told. */
  delegation(delegation: Delegation, untold: boolean): OutgoingMessage
  drift(window: OutsideWindow): OutgoingMessage
  ruleDrift(drift: RuleDrift): OutgoingMessage
  policyDrift(drift: PolicyDrift): OutgoingMessage
  vmGone(gone: VmGone): OutgoingMessage
  adminNews(news: AdminNews): OutgoingMessage
}
