import { isListedAsReviewer } from '../app/list-reviews.ts'
import { isListedForBreakGlass } from '../app/weigh-break-glass.ts'
import { usableBy } from '../bot/gate.ts'
import type { PageRoute } from '../ports/page-api.ts'
import type { ApiDeps } from './api-deps.ts'

/** Who is signed on, what they may use, and the bot's own clock, which a page counts down by. */
export function meRoutes(deps: ApiDeps): readonly PageRoute[] {
  return [
    {
      method: 'GET',
      path: 'me',
      async answer({ person }) {
        deps.afterwards(() => deps.people.learn([person]))
        const may = await usableBy(deps, person)
        const policy = deps.policy.current()
        return {
          kind: 'json',
          body: {
            person: { id: person.id, name: person.name },
            admin: may('admins'),
            auditor: may('auditors'),
            now: deps.clock.now(),
            zone: deps.zone,
            reviewer: await isListedAsReviewer(deps, person, false),
            breakGlass: (await isListedForBreakGlass(deps, person, false)) === true,
            sandbox: deps.sandbox,
            policy: policy.kind === 'policy' ? { kind: 'policy' } : { kind: 'none', why: policy.why },
          },
        }
      },
    },
  ]
}
