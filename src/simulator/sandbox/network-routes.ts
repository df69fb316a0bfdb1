import { ApiError } from './api-error.ts'
import { text } from './fields.ts'
import type { SandboxRoute } from './sandbox-route.ts'

export const networkRoutes: readonly SandboxRoute[] = [
  {
    method: 'GET',
    path: 'reachable',
    answer: ({ azure }, fields) =>
      azure.reachable(text(fields, 'vm'), portOf(text(fields, 'port')), text(fields, 'from')),
  },
  { method: 'GET', path: 'rules', answer: ({ azure }, fields) => azure.rules(text(fields, 'vm')) },
  { method: 'GET', path: 'estate', answer: ({ azure }) => azure.estate() },
]

function portOf(typed: string): number {
  const port = /^\d{1,5}$/.test(typed) ? Number(typed) : 0
  if (port < 1 || port > 65_535) throw new ApiError(400, `"${typed}" is not a port: a whole number from 1 to 65535.`)
  return port
}
