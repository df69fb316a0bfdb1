import { abilitiesOf } from '../app/abilities.ts'
import { maySee, sightOf } from '../bot/may-see.ts'
import { parseRequestId, type RequestId } from '../domain/ids.ts'
import type { Request, RequestState } from '../domain/request.ts'
import type { PageRoute } from '../ports/page-api.ts'
import { json, notFound } from './answers.ts'
import type { ApiDeps } from './api-deps.ts'
import { requestView } from './request-view.ts'

const standing: readonly RequestState[] = ['pending', 'approved', 'opening', 'open', 'closing']
const past: readonly RequestState[] = ['closed', 'denied', 'cancelled', 'lapsed', 'failed']

const mostStanding = 100
const page = 20
/** Of all that waits; who may decide what is told one by one. */
const mostPending = 200
const mostToDecide = 50

/** What somebody has asked for, and what waits for them. */
export function myRequestRoutes(deps: ApiDeps): readonly PageRoute[] {
  const views = (person: Parameters<typeof requestView>[1]) => (request: Request) => requestView(deps, person, request)
  return [
    {
      method: 'GET',
      path: 'requests',
      async answer({ person }) {
        const found = await deps.store.list({ requester: person.id, states: standing, limit: mostStanding })
        return json({
          now: deps.clock.now(),
          requests: await Promise.all(found.map(views(person))),
        })
      },
    },
    {
      method: 'GET',
      path: 'requests/past',
      async answer({ person, query }) {
        const after = placeIn(query.after ?? '')
        const found = await deps.store.list({
          requester: person.id,
          states: past,
          limit: page + 1,
          ...(after ? { after } : {}),
        })
        const shown = found.slice(0, page)
        const last = shown.at(-1)
        return json({
          requests: await Promise.all(shown.map(views(person))),
          ...(found.length > page && last ? { next: `${last.submittedAt}.${last.id}` } : {}),
        })
      },
    },
    {
      method: 'GET',
      path: 'requests/{id}',
      async answer({ person, params }) {
        const id = parseRequestId(params.id ?? '')
        const request = id && (await deps.store.find(id))
        if (!request || !(await maySee(deps, person, request))) return notFound(deps)
        return json({ request: await requestView(deps, person, request) })
      },
    },
    {
      method: 'GET',
      path: 'approvals',
      async answer({ person }) {
        const sight = await sightOf(deps, person)
        const pending = (await deps.store.list({ states: ['pending'], limit: mostPending })).filter(sight.mayReadWhose)
        const mine: Request[] = []
        for (const request of pending) {
          if (mine.length === mostToDecide) break
          if ((await abilitiesOf(deps, person, request)).decide) mine.push(request)
        }
        return json({
          now: deps.clock.now(),
          requests: await Promise.all(mine.map(views(person))),
        })
      },
    },
  ]
}

function placeIn(text: string): { readonly submittedAt: number; readonly id: RequestId } | undefined {
  const [at = '', id = ''] = text.split('.')
  const parsed = parseRequestId(id)
  return parsed && /^\d{1,15}$/.test(at) ? { submittedAt: Number(at), id: parsed } : undefined
}
