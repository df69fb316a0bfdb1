import { BotFrameworkAuthentication, type ConnectorClient, type UserTokenClient } from 'botframework-connector'

type Args<Method extends keyof BotFrameworkAuthentication> = Parameters<BotFrameworkAuthentication[Method]>

/**
 * Checks each call like the authentication that it wraps, but makes the SDK's two HTTP clients once and not anew in every turn, where
 * they cost as much as the check: the bot answers through its own connector and signs nobody in, so that neither is ever called.
 */
export class TurnAuthentication extends BotFrameworkAuthentication {
  readonly #inner: BotFrameworkAuthentication
  #connector: Promise<ConnectorClient> | undefined
  #tokens: Promise<UserTokenClient> | undefined

  constructor(inner: BotFrameworkAuthentication) {
    super()
    this.#inner = inner
  }

  override async authenticateRequest(...args: Args<'authenticateRequest'>) {
    const result = await this.#inner.authenticateRequest(...args)
    const { connectorFactory } = result
    if (!connectorFactory) return result
    return {
      ...result,
      connectorFactory: {
        create: (...wanted: Parameters<typeof connectorFactory.create>) => {
          this.#connector ??= connectorFactory.create(...wanted).catch((error) => {
            this.#connector = undefined
            throw error
          })
          return this.#connector
        },
      },
    }
  }

  override createUserTokenClient(...args: Args<'createUserTokenClient'>) {
    this.#tokens ??= this.#inner.createUserTokenClient(...args).catch((error) => {
      this.#tokens = undefined
      throw error
    })
    return this.#tokens
  }

  override authenticateChannelRequest(...args: Args<'authenticateChannelRequest'>) {
    return this.#inner.authenticateChannelRequest(...args)
  }

  override authenticateStreamingRequest(...args: Args<'authenticateStreamingRequest'>) {
    return this.#inner.authenticateStreamingRequest(...args)
  }

  override createBotFrameworkClient() {
    return this.#inner.createBotFrameworkClient()
  }

  override createConnectorFactory(...args: Args<'createConnectorFactory'>) {
    return this.#inner.createConnectorFactory(...args)
  }
}
