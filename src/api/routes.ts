import type { PageRoute } from '../ports/page-api.ts'
import type { ApiDeps } from './api-deps.ts'
import { meRoutes } from './me.ts'

/** Every call that a page can make, below `/api/v1/`. */
export function apiRoutes(deps: ApiDeps): readonly PageRoute[] {
  return [...meRoutes(deps)]
}
