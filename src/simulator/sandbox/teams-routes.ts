import { ApiError } from './api-error.ts'
import type { Fields } from './fields.ts'
import type { SandboxRoute } from './sandbox-route.ts'

/** What of the simulated Teams can be switched from outside, and what each switch takes. */
const switches = {
  slashIsTargeted: isFlag,
  refreshEveryMs: isCount,
  refreshAfterEdit: (value: unknown): value is 'at once' | 'within the minute' =>
    value === 'at once' || value === 'within the minute',
  messagesOnScreen: isCount,
} as const

/** The switches of the simulated Teams: what they are, and setting some of them, all or none. */
export const teamsRoutes: readonly SandboxRoute[] = [
  { method: 'GET', path: 'teams', answer: ({ teams }) => shown(teams.settings) },
  {
    method: 'POST',
    path: 'teams',
    answer({ teams }, fields) {
      Object.assign(teams.settings, read(fields))
      return shown(teams.settings)
    },
  },
]

function read(fields: Fields): Fields {
  for (const [name, value] of Object.entries(fields)) {
    const takes = Object.hasOwn(switches, name) ? switches[name as keyof typeof switches] : undefined
    if (!takes)
      throw new ApiError(400, `"${name}" is no switch of Teams; there are ${Object.keys(switches).join(', ')}.`)
    if (!takes(value)) throw new ApiError(400, `"${name}" can not be set to ${JSON.stringify(value)}.`)
  }
  return fields
}

function shown(settings: object): Fields {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => Object.hasOwn(switches, name)))
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0
}
