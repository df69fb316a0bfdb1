import { ApiError } from './api-error.ts'
import { faultFields, optionalFlag, text } from './fields.ts'
import type { SandboxRoute } from './sandbox-route.ts'

export const faultRoutes: readonly SandboxRoute[] = [
  {
    method: 'POST',
    path: 'faults',
    answer({ azure, teams }, fields) {
      const name = text(fields, 'service')
      if (name !== 'azure' && name !== 'teams') {
        throw new ApiError(400, `"${name}" is not a service here; there are azure and teams.`)
      }
      const service: { inject(fault: object): void; clearFaults(): void } = name === 'azure' ? azure : teams
      if (optionalFlag(fields, 'clear')) service.clearFaults()
      else service.inject(faultFields(fields))
      return { ok: true }
    },
  },
]
