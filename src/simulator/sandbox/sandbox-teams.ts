import type { TeamsSimulator } from '../teams/teams-simulator.ts'

/** What the sandbox API asks of the simulated Teams. */
export type SandboxTeams = Pick<
  TeamsSimulator,
  | 'say'
  | 'press'
  | 'submitDialog'
  | 'edit'
  | 'redeliver'
  | 'search'
  | 'conversations'
  | 'messages'
  | 'inject'
  | 'clearFaults'
  | 'onChange'
  | 'settings'
  | 'extend'
  | 'localeOf'
  | 'readIn'
  | 'place'
  | 'onPlaces'
>
