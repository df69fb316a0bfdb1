import type { PageRoute } from '../ports/page-api.ts'
import { actRoutes } from './acts.ts'
import type { ApiDeps } from './api-deps.ts'
import { askRoutes } from './ask.ts'
import { meRoutes } from './me.ts'
import { myRequestRoutes } from './my-requests.ts'

/** Every call that a page can make, below `/api/v1/`. */
export function apiRoutes(deps: ApiDeps): readonly PageRoute[] {
  return [...meRoutes(deps), ...myRequestRoutes(deps), ...askRoutes(deps), ...actRoutes(deps)]
}
