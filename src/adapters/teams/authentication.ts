import { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { type BotFrameworkAuthentication, ServiceClientCredentialsFactory } from 'botframework-connector'
import type { CloudName } from '../../domain/cloud.ts'
import { botFramework } from './bot-framework.ts'
import { readSigningKeysWhenNeeded } from './signing-keys.ts'

/** Who the bot is towards Teams. `azure`: a registered app; `local`: the sandbox's own, whose tokens its own simulator signs and takes. */
export type BotIdentity =
  | {
      readonly kind: 'azure'
      readonly appId: string
      readonly tenantId: string
      readonly cloud: CloudName
      readonly credential:
        | { readonly kind: 'secret'; readonly password: string }
        | { readonly kind: 'federated'; readonly clientId: string }
        | { readonly kind: 'managed identity' }
    }
  | {
      readonly kind: 'local'
      readonly appId: string
      readonly tenantId: string
      readonly openIdMetadataUrl: string
      readonly issuer: string
      /** Bearer token for calls to the simulator. */
      readonly outboundToken: () => string
    }

/** Who must have issued the tokens of incoming calls. */
export function tokenIssuer(identity: BotIdentity): string {
  return identity.kind === 'local' ? identity.issuer : botFramework[identity.cloud].issuer
}

/** The SDK's check of incoming tokens and its source of outgoing ones. Throws without an app id: an empty one switches the check off. */
export async function botAuthentication(identity: BotIdentity): Promise<BotFrameworkAuthentication> {
  const { appId, tenantId } = identity
  if (appId.trim() === '') throw new Error('The bot has no app id: without one the SDK accepts every caller.')
  readSigningKeysWhenNeeded()
  if (identity.kind === 'local') return localAuthentication(identity)
  const { channelService } = botFramework[identity.cloud]
  // Always an explicit object, never the environment: a stray variable there would change how tokens are checked.
  const common = {
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    ...(channelService === undefined ? {} : { ChannelService: channelService }),
  }
  switch (identity.credential.kind) {
    case 'secret':
      return new ConfigurationBotFrameworkAuthentication({
        ...common,
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppPassword: identity.credential.password,
      })
    case 'managed identity':
      return new ConfigurationBotFrameworkAuthentication({ ...common, MicrosoftAppType: 'UserAssignedMSI' })
    case 'federated': {
      const { FederatedServiceClientCredentialsFactory } = await import('botframework-connector')
      const credentials = new FederatedServiceClientCredentialsFactory(appId, identity.credential.clientId, tenantId)
      return new ConfigurationBotFrameworkAuthentication(common, credentials)
    }
    default:
      return identity.credential satisfies never
  }
}

function localAuthentication(identity: Extract<BotIdentity, { kind: 'local' }>): BotFrameworkAuthentication {
  // One of these given and the SDK needs all of them.
  return new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: identity.appId,
      ToChannelFromBotLoginUrl: `${identity.issuer}/no-login`,
      ToChannelFromBotOAuthScope: identity.issuer,
      ToBotFromChannelTokenIssuer: identity.issuer,
      OAuthUrl: `${identity.issuer}/no-oauth`,
      ToBotFromChannelOpenIdMetadataUrl: identity.openIdMetadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: identity.openIdMetadataUrl,
      CallerId: 'urn:botframework:azure',
    },
    new LocalCredentials(identity.appId, identity.outboundToken),
  )
}

/** The SDK's own credentials ask Microsoft for tokens, over https only; these ask nobody. */
class LocalCredentials extends ServiceClientCredentialsFactory {
  readonly #appId: string
  readonly #token: () => string

  constructor(appId: string, token: () => string) {
    super()
    this.#appId = appId
    this.#token = token
  }

  override async isValidAppId(appId: string): Promise<boolean> {
    return appId === this.#appId
  }

  override async isAuthenticationDisabled(): Promise<boolean> {
    return false
  }

  override async createCredentials() {
    return {
      signRequest: async <R extends { headers: { set(name: string, value: string): void } }>(
        request: R,
      ): Promise<R> => {
        request.headers.set('Authorization', `Bearer ${this.#token()}`)
        return request
      },
    }
  }
}
