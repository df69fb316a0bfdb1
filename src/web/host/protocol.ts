/** What teams-js 2 posts to the window around a page, and what it expects back. Read in its own source: it is written down nowhere. */
export interface HostRequest {
  readonly id: number
  readonly uuidAsString?: string
  readonly func: string
  readonly args?: readonly unknown[]
}

export type Theme = 'default' | 'dark' | 'contrast'
/** `content`: a tab; `task`: a dialog; `settings`: the page that configures a tab. */
export type Frame = 'content' | 'task' | 'settings'

export function isHostRequest(data: unknown): data is HostRequest {
  if (typeof data !== 'object' || data === null) return false
  const { id, func } = data as Record<string, unknown>
  return typeof id === 'number' && typeof func === 'string'
}

/** What the host can do, as teams-js asks for it at its start. */
export const runtime = JSON.stringify({
  apiVersion: 4,
  hostVersionsInfo: {},
  isLegacyTeams: false,
  supports: {
    pages: { appButton: {}, backStack: {}, config: {}, tabs: {} },
    dialog: { url: { bot: {}, parentCommunication: {} }, update: {} },
    logs: {},
  },
})

export const hostVersion = '2.58.0'
