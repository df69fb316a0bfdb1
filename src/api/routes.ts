import { forReader } from '../bot/command.ts'
import type { PageRoute } from '../ports/page-api.ts'
import { actRoutes } from './acts.ts'
import { addressRoutes } from './address.ts'
import type { ApiDeps, ApiParts } from './api-deps.ts'
import { askRoutes } from './ask.ts'
import { auditRoutes } from './audit.ts'
import { configurationRoutes } from './configurations.ts'
import { machineRoutes } from './machines.ts'
import { meRoutes } from './me.ts'
import { myRequestRoutes } from './my-requests.ts'
import { policyRoutes } from './policy.ts'

/** Every call that a page can make, below `/api/v1/`, answered in the words of whoever makes it. */
export function apiRoutes(parts: ApiParts): readonly PageRoute[] {
  return routesFor(forReader(parts, {})).map(({ method, path }, i) => ({
    method,
    path,
    async answer(call) {
      const route = routesFor(forReader(parts, call))[i]
      if (!route) throw new Error(`there is no route ${method} ${path}`)
      return await route.answer(call)
    },
  }))
}

function routesFor(deps: ApiDeps): readonly PageRoute[] {
  return [
    ...meRoutes(deps),
    ...myRequestRoutes(deps),
    ...askRoutes(deps),
    ...actRoutes(deps),
    ...machineRoutes(deps),
    ...configurationRoutes(deps),
    ...policyRoutes(deps),
    ...auditRoutes(deps),
    ...addressRoutes(deps),
  ]
}
