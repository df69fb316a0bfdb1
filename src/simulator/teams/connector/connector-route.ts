import type { TeamsOperation } from '../faults.ts'
import type { Json } from '../json.ts'
import type { Conversation, Roster } from '../roster.ts'
import type { TeamsSimulatorSettings } from '../settings.ts'
import type { World } from '../world.ts'

/** What the handlers work on. */
export type ConnectorParts = {
  readonly world: World
  readonly roster: Roster
  readonly settings: TeamsSimulatorSettings
  /** The sandbox's time. */
  readonly now: () => number
}

export type ConnectorCall = {
  /** Decoded parts of the path. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Json
  /** Where this connector is reached. */
  readonly serviceUrl: string
}

export type ConnectorAnswer = { readonly status: number; readonly body?: unknown }

/** What a call is about: the conversation as faults name it, thread included. */
export type Subject = { readonly id: string; readonly conversation: Conversation; readonly root?: string }

export type ConnectorRoute = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Such as `v3/conversations/{conversation}/activities`. */
  readonly path: string
  readonly operation: TeamsOperation
  /** Whether calls count against the conversation's limits and exclude each other. */
  readonly isPaced: boolean
  /** Throws ConnectorError where there is none. */
  readonly subject: (parts: ConnectorParts, call: ConnectorCall) => Subject
  /** All in one step: no other call sees half of it. Throws ConnectorError. */
  readonly handle: (parts: ConnectorParts, call: ConnectorCall, subject: Subject) => ConnectorAnswer
}
