import type { SandboxRoute } from './sandbox-route.ts'

/** Somebody acts in Azure past the bot: `{ do, … }`, of which the simulated Azure says what it may hold. */
export const portalRoutes: readonly SandboxRoute[] = [
  {
    method: 'POST',
    path: 'portal',
    answer({ azure }, fields) {
      azure.act(fields)
      return { ok: true }
    },
  },
]
