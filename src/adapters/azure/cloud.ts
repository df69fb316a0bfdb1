import type { CloudName } from '../../domain/cloud.ts'

/** Where one of Microsoft's clouds is. `scope` is what a token for its resource manager is asked for. */
export interface Cloud {
  readonly endpoint: string
  readonly scope: string
  readonly authorityHost: string
}

/** Resource Graph is behind the same address as everything else of the resource manager. */
export const clouds = {
  public: {
    endpoint: 'https://management.azure.com',
    scope: 'https://management.azure.com/.default',
    authorityHost: 'https://login.microsoftonline.com',
  },
  usgov: {
    endpoint: 'https://management.usgovcloudapi.net',
    scope: 'https://management.usgovcloudapi.net/.default',
    authorityHost: 'https://login.microsoftonline.us',
  },
} as const satisfies Readonly<Record<CloudName, Cloud>>
