import { forReader } from '../bot/command.ts'
import type { PageRoute } from '../ports/page-api.ts'
import { actRoutes } from './acts.ts'
import { addressRoutes } from './address.ts'
import type { ApiDeps, ApiParts } from './api-deps.ts'
import { askRoutes } from './ask.ts'
import { auditRoutes } from './audit.ts'
import { breakGlassRoutes } from './break-glass.ts'
import { configurationRoutes } from './configurations.ts'
import { machineLists } from './machine-lists.ts'
import { machineRoutes } from './machines.ts'
import { meRoutes } from './me.ts'
import { myRequestRoutes } from './my-requests.ts'
import { ownAddressRoutes } from './own-address.ts'
import { policyRoutes } from './policy.ts'
import { reviewRoutes } from './reviews.ts'

/** Every call that a page can make, below `/api/v1/`, answered in the words of whoever makes it. */
export function apiRoutes(parts: ApiParts): readonly PageRoute[] {
  // What is remembered of machines is so for all calls.
  const lists = machineLists(parts.estate)
  return routesFor(forReader(parts, {}), lists).map(({ method, path }, i) => ({
    method,
    path,
    async answer(call) {
      const route = routesFor(forReader(parts, call), lists)[i]
      if (!route) throw new Error(`there is no route ${method} ${path}`)
      return await route.answer(call)
    },
  }))
}

function routesFor(deps: ApiDeps, lists: ReturnType<typeof machineLists>): readonly PageRoute[] {
  return [
    ...meRoutes(deps),
    ...myRequestRoutes(deps),
    ...askRoutes(deps),
    ...actRoutes(deps),
    ...breakGlassRoutes(deps),
    ...reviewRoutes(deps),
    ...machineRoutes(deps, lists),
    ...configurationRoutes(deps),
    ...policyRoutes(deps),
    ...auditRoutes(deps),
    ...addressRoutes(deps),
    ...ownAddressRoutes(deps),
  ]
}
