import type { SandboxRoute } from './sandbox-route.ts'

/** The switches of the simulated Azure: what they are, and setting some of them, all or none. */
export const azureRoutes: readonly SandboxRoute[] = [
  { method: 'GET', path: 'azure', answer: ({ azure }) => azure.settings },
  {
    method: 'POST',
    path: 'azure',
    answer({ azure }, fields) {
      azure.configure(fields)
      return azure.settings
    },
  },
]
