import type { Clock } from '../ports/clock.ts'
import type { GroupUnreadable } from '../ports/directory.ts'
import type { Log } from '../ports/log.ts'
import { noOne } from '../words/reader.ts'
import { inAllLanguages, type Text } from '../words/text.ts'
import { type TellAdminsDeps, tellAdmins } from './tell-admins.ts'

const hourMs = 3_600_000

/**
 * Takes note of each reading of groups: the operator reads of every failure, admins of the first of an outage and of its end. An outage
 * that all replicas meet is told once, and one that comes and goes at most once an hour.
 */
export function watchGroups(
  deps: TellAdminsDeps & { readonly clock: Clock; readonly log: Log },
): (what: Text, failure?: GroupUnreadable) => void {
  const outages = new Map<string, number>()

  function tell(key: string, news: Parameters<typeof tellAdmins>[2]): void {
    tellAdmins(deps, key, news).catch((err: unknown) => deps.log.error({ err }, 'admins could not be told'))
  }

  return (text, failure) => {
    const what = text(noOne)
    const since = outages.get(what)
    const now = deps.clock.now()
    if (failure) {
      const why = failure.message
      deps.log.error({ what, why, err: failure.cause }, 'groups cannot be read: the rules that name them refuse')
      if (since !== undefined) return
      outages.set(what, now)
      tell(`unreadable:${what}:${Math.floor(now / hourMs)}`, {
        kind: 'groups unreadable',
        what: inAllLanguages(text),
        why: inAllLanguages(failure.why),
      })
    } else if (since !== undefined) {
      outages.delete(what)
      deps.log.info({ what, forMs: now - since }, 'groups can be read again')
      tell(`readable:${what}:${Math.floor(now / hourMs)}`, {
        kind: 'groups readable again',
        what: inAllLanguages(text),
      })
    }
  }
}
