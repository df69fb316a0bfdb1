/** Where one of Microsoft's clouds is. `scope` is what a token for its resource manager is asked for. */
export interface Cloud {
  readonly endpoint: string
  readonly scope: string
  readonly authorityHost: string
}

/** The clouds that have both just-in-time access and Teams bots: there is no Teams bot in China. */
export const clouds = {
  public: {
    endpoint: 'https://management.azure.com',
    scope: 'https://management.azure.com/.default',
    authorityHost: 'https://login.microsoftonline.com',
  },
  usgovernment: {
    endpoint: 'https://management.usgovcloudapi.net',
    scope: 'https://management.usgovcloudapi.net/.default',
    authorityHost: 'https://login.microsoftonline.us',
  },
} as const satisfies Readonly<Record<string, Cloud>>
