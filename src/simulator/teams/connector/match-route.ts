import { matchPath } from '../match-path.ts'
import { ConnectorError } from './connector-error.ts'
import type { ConnectorRoute } from './connector-route.ts'

export type Match = { readonly route: ConnectorRoute; readonly params: Readonly<Record<string, string>> }

/** The route of a path below the service URL. Throws ConnectorError 404 or 405. */
export function matchRoute(routes: readonly ConnectorRoute[], method: string, path: string): Match {
  let isKnown = false
  for (const route of routes) {
    const params = matchPath(route.path, path)
    if (params === undefined) continue
    if (route.method === method) return { route, params }
    isKnown = true
  }
  if (isKnown) throw new ConnectorError(405, 'MethodNotAllowed', `${method} is not for this address.`)
  throw new ConnectorError(404, 'NotFound', 'The connector has no such address.')
}
