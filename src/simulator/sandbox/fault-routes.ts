import { ApiError } from './api-error.ts'
import { faultFields, optionalFlag, text } from './fields.ts'
import type { SandboxRoute } from './sandbox-route.ts'

export const faultRoutes: readonly SandboxRoute[] = [
  {
    method: 'POST',
    path: 'faults',
    answer({ azure, teams, graph }, fields) {
      const name = text(fields, 'service')
      const services: Readonly<Record<string, { inject(fault: object): void; clearFaults(): void }>> = {
        azure,
        teams,
        graph,
      }
      const service = Object.hasOwn(services, name) ? services[name] : undefined
      if (!service) throw new ApiError(400, `"${name}" is not a service here; there are azure, teams and graph.`)
      if (optionalFlag(fields, 'clear')) service.clearFaults()
      else service.inject(faultFields(fields))
      return { ok: true }
    },
  },
]
