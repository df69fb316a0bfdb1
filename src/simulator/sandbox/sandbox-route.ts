import type { EntraSimulator } from '../entra/start-entra-simulator.ts'
import type { Fields } from './fields.ts'
import type { SandboxPerson } from './people.ts'
import type { SandboxAzure } from './sandbox-azure.ts'
import type { SandboxGraph } from './sandbox-graph.ts'
import type { SandboxTeams } from './sandbox-teams.ts'

export type SandboxParts = {
  readonly people: readonly SandboxPerson[]
  readonly teams: SandboxTeams
  readonly azure: SandboxAzure
  readonly graph: SandboxGraph
  /** Signs people on to pages, as Teams does for whoever sits before it. */
  readonly login: Pick<EntraSimulator, 'sign'>
  readonly clock: {
    now(): number
    /** Moves the sandbox's time and runs, in order, what became due. */
    advance(seconds: number): Promise<void>
  }
  /** IANA, such as Europe/Paris. */
  readonly zone: string
}

export type SandboxRoute = {
  readonly method: 'GET' | 'POST'
  /** Below the prefix, such as `conversations/{conversation}/messages`. */
  readonly path: string
  /** `fields`: the parts of the path, and the query of a GET or the body of a POST. */
  readonly answer: (parts: SandboxParts, fields: Fields) => unknown
}
