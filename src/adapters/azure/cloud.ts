import type { CloudName } from '../../domain/cloud.ts'

/** Where one of Microsoft's clouds is. `scope` is what a token for its resource manager is asked for. */
export interface Cloud {
  readonly endpoint: string
  readonly scope: string
  readonly authorityHost: string
  /** Microsoft Graph, where people and groups are. */
  readonly graph: string
}

/** Resource Graph is behind the same address as everything else of the resource manager. */
export const clouds = {
  public: {
    endpoint: 'https://management.azure.com',
    scope: 'https://management.azure.com/.default',
    authorityHost: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
  },
  usgov: {
    endpoint: 'https://management.usgovcloudapi.net',
    scope: 'https://management.usgovcloudapi.net/.default',
    authorityHost: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
  },
} as const satisfies Readonly<Record<CloudName, Cloud>>
