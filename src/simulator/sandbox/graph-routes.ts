import { optionalFlag, text } from './fields.ts'
import type { SandboxRoute } from './sandbox-route.ts'

/** The groups of the simulated Entra: who is in them, and putting somebody in or taking them out (`in`: false). */
export const graphRoutes: readonly SandboxRoute[] = [
  { method: 'GET', path: 'groups', answer: ({ graph }) => graph.groups() },
  {
    method: 'POST',
    path: 'groups',
    answer({ graph }, fields) {
      graph.change(text(fields, 'group'), text(fields, 'person'), optionalFlag(fields, 'in'))
      return graph.groups()
    },
  },
]
