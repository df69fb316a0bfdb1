import type { CloudName } from '../../domain/cloud.ts'

/** Where Teams and the Bot Framework are in one of Microsoft's clouds. */
export interface BotFramework {
  /** What the SDK calls the cloud; absent: it is the one that the SDK takes by itself. */
  readonly channelService?: string
  /** Who issues the tokens of incoming calls, and where their keys are published. */
  readonly issuer: string
  readonly openIdMetadataUrl: string
  /** Hosts from which Teams calls. */
  readonly serviceHosts: readonly string[]
  /** Where messages go whose conversation no activity has told of yet. */
  readonly serviceUrl: string
}

/** The login host and the scope of outgoing tokens are the SDK's own, chosen by `channelService`; a test compares them. */
export const botFramework: Readonly<Record<CloudName, BotFramework>> = {
  public: {
    issuer: 'https://api.botframework.com',
    openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    serviceHosts: [
      'smba.trafficmanager.net',
      'smba.onyx.prod.teams.trafficmanager.net',
      'smba.infra.gcc.teams.microsoft.com',
    ],
    serviceUrl: 'https://smba.trafficmanager.net/teams/',
  },
  usgov: {
    channelService: 'https://botframework.azure.us',
    issuer: 'https://api.botframework.us',
    openIdMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    serviceHosts: ['smba.infra.gov.teams.microsoft.us', 'smba.infra.dod.teams.microsoft.us'],
    serviceUrl: 'https://smba.infra.gov.teams.microsoft.us/teams/',
  },
}
