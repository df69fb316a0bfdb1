import { ApiError } from './api-error.ts'
import { text } from './fields.ts'
import { sandboxAppId, sandboxTenantId } from './people.ts'
import type { SandboxRoute } from './sandbox-route.ts'

/** What Teams gives to a page in its frame: who the person is, and a token that says so. */
export const pageRoutes: readonly SandboxRoute[] = [
  {
    method: 'POST',
    path: 'token',
    async answer({ people, login }, fields) {
      const as = text(fields, 'as')
      const person = people.find(({ id }) => id === as)
      if (!person) throw new ApiError(404, `Nobody in the sandbox has the id "${as}".`)
      return { token: await login.sign(person), tenantId: sandboxTenantId, appId: sandboxAppId }
    },
  },
]
